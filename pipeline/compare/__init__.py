"""Two output folders → which rows were gained, lost, changed or moved, by table and by what found them."""
