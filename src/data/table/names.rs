//! What the names of columns say: which count rows, which are asked for, which tell what is held out.

/// Names of what counts rows or things and measures nothing.
const IDS: [&str; 22] = [
    "",
    "id",
    "ids",
    "#",
    "no",
    "no.",
    "nr",
    "nr.",
    "n°",
    "index",
    "idx",
    "row",
    "num",
    "number",
    "key",
    "unnamed: 0",
    "序号",
    "编号",
    "行号",
    "号",
    "zip",
    "邮编",
];

/// Names of what is asked for.
const TARGETS: [&str; 34] = [
    "y",
    "target",
    "price",
    "prices",
    "value",
    "cost",
    "output",
    "result",
    "score",
    "sales",
    "revenue",
    "saleprice",
    "medv",
    "mpg",
    "preis",
    "kaufpreis",
    "miete",
    "umsatz",
    "prix",
    "loyer",
    "rent",
    "salary",
    "income",
    "gdp",
    "总价",
    "房价",
    "价格",
    "售价",
    "单价",
    "房租",
    "租金",
    "销量",
    "结果",
    "目标",
];

/// Whether a header calls a column so that it tells the split.
pub fn names_split(cell: &str) -> bool {
    ["held_out", "held-out", "held out", "heldout", "保留"].contains(&cell.to_lowercase().as_str())
}

/// Whether a name says that the column is what is asked for: alone, or before a unit.
pub fn is_target(name: &str) -> bool {
    let name = name.to_lowercase();
    let bare = name.split(['(', '（', '[', '/']).next().unwrap_or_default().trim();
    TARGETS.contains(&bare)
        || TARGETS.iter().any(|target| target.len() > 4 && bare.split(['_', ' ']).any(|word| word == *target))
}

/// Whether a name says that the column only counts or names rows.
pub fn names_rows(name: &str) -> bool {
    let name = name.to_lowercase();
    IDS.contains(&name.as_str()) || name.ends_with("_id") || name.ends_with(" id") || name.ends_with("编号")
}
