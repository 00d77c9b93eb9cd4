"""The first sheet: how to use the workbook, in Japanese and in English."""

from __future__ import annotations

TITLE = "表の確認 · Review of the tables"
LINES = (
    ("", ""),
    ("使い方", "How to use it"),
    (
        "1. 表ごとのシート（documents, entities, dates, quantities, citations, problems）の一行が、"
        "表の一行です。「文脈」欄の【 】が該当箇所です。",
        "1. Each line of a table's sheet (documents, entities, dates, quantities, citations, problems) is one row of that table. "
        "【 】 in “context” marks the place.",
    ),
    (
        "2. 黄色いセルだけに入力します。「判定」で accept 承認・correct 修正・reject 却下 を選びます。空欄の行は、何も決めていない行です。",
        "2. Type in the yellow cells only. Choose accept, correct or reject under “verdict”. A line without a verdict is not decided.",
    ),
    (
        "3. 誤りを直すには、値のセルを書き換えます（橙色になります）。判定が空欄でも修正とみなします。"
        "機械の値は、右端の隠れた列にあります（列を選んで「再表示」）。",
        "3. To correct, overwrite the value: it turns orange, and counts as correct even without a verdict. "
        "The machine's values are in hidden columns at the right (select around them, and unhide).",
    ),
    (
        "4. entities では「範囲」を選べます。document は同じ文書の同じ語句すべて、all は全文書。空欄はこの箇所だけです。",
        "4. For entities a “scope” can be chosen: document is every mention with the same words in the document, "
        "all in all documents; empty is this mention only.",
    ),
    (
        "5. 語句（text）を直すと、該当箇所の範囲が変わります。文にあるとおりに書いてください。",
        "5. Changing “text” moves the place: write the words as they stand in the sentence.",
    ),
    (
        "6. 抜けていた語句は、シート add entities・add dates・add quantities に書きます。文IDはシート sentences から写します。"
        "sentences では、青が entities、緑が dates、橙が quantities です。",
        "6. Missed mentions go to the sheets add entities, add dates and add quantities, with the sentence_id of the sheet “sentences”, "
        "where entities are blue, dates green, quantities orange.",
    ),
    (
        "7. 絞り込みはそのまま使えます。並べ替えるには、先にシートの保護を解除してください（パスワードなし）。"
        "表全体を並べ替え、隠れた列も残してください。",
        "7. Filters work as they are. Before sorting, take off the sheet's protection (there is no password); "
        "sort whole lines, and keep the hidden columns.",
    ),
    (
        "8. 数式は使えません。計算結果ではなく値を入力してください。コメントは判定のある行だけに残ります。",
        "8. Formulas are not read: type values. A comment is kept with a verdict only.",
    ),
    (
        "9. 保存して取り込みます。読めなかった行は、取り込みのときに一覧で示されます。",
        "9. Save, and import it. Lines that could not be taken are listed then.",
    ),
    ("    nids-pipeline review --import review.xlsx", ""),
    ("", ""),
    ("値の書き方", "How values are written"),
    (
        "日付（EDTF）: 2024-03-01、2024-03、2023/2024（範囲）、201X（2010年代）、2018/..（以降）、../2021（以前）、"
        "FY2020（年度）、2022-21（春）",
        "Dates (EDTF): 2024-03-01, 2024-03, 2023/2024 (range), 201X (the 2010s), 2018/.. (from), ../2021 (until), FY2020, 2022-21 (spring)",
    ),
    (
        "期間: P3Y（3年）、P6M（6カ月）。数: 190200000000、0.5。複数の著者は | で区切ります。国は ISO 3166-1 の3文字（JPN, CHN）。",
        "Durations: P3Y, P6M. Numbers in plain digits: 190200000000, 0.5. Several authors are joined with |. "
        "States: ISO 3166-1 alpha-3 (JPN, CHN).",
    ),
    ("� は、表計算ソフトが扱えない文字の代わりです。", "� stands for a character that a workbook cannot hold."),
)
