"""Tables and what people say of them → how good they are: precision, recall, calibration, agreement."""
