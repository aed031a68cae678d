//! The tables of `docs/accuracy.md`. What stands around them is written by hand.

use std::fmt::Write as _;

use super::tally::{Row, Share, Tally};

/// Where a generated part ends.
const END: &str = "<!-- end of what is generated -->\n";

/// What is measured, in the parts that the page shows.
pub(super) struct Report {
    pub(super) sentences: Tally,
    pub(super) documents: Tally,
    pub(super) all: Tally,
}

impl Report {
    /// The page with every generated part as it is now.
    pub(super) fn fill(&self, page: &str) -> String {
        let parts =
            [("totals", self.totals()), ("categories", self.categories()), ("rules", self.rules()), ("missed", self.missed())];
        let fill = |page: String, (name, part): (&str, String)| replace(&page, name, &part);
        let page = parts.into_iter().fold(page.to_owned(), fill);
        replace(&page, "alarms", &self.alarms())
    }

    fn totals(&self) -> String {
        let mut table = table("| | precision | recall | category right | false alarms in 1,000 sentences |");
        for (name, tally) in [("sentences", &self.sentences), ("documents", &self.documents), ("all", &self.all)] {
            let (precision, recall) = (cell(tally.precision), cell(tally.recall));
            let (category, rate) = (percent(tally.category.rate()), tally.alarm_rate());
            _ = writeln!(table, "| {name} | {precision} | {recall} | {category} % | {rate:.1} |");
        }
        table
    }

    fn categories(&self) -> String {
        let mut table = table("| category | precision | recall |");
        for (name, row) in &self.all.categories {
            _ = writeln!(table, "| {name} | {} |", cells(*row));
        }
        table
    }

    fn rules(&self) -> String {
        let mut table = table("| rule | category | precision | share of the category |");
        for ((category, rule), row) in &self.all.rules {
            let whole = self.all.categories.get(category).map_or(0, |row| row.recall.whole);
            let row = Row { recall: Share { whole, ..row.recall }, ..*row };
            _ = writeln!(table, "| {rule} | {category} | {} |", cells(row));
        }
        table
    }

    fn missed(&self) -> String {
        let mut list = String::new();
        let mut missed: Vec<&[String; 3]> = self.all.missed.iter().collect();
        missed.sort_by_key(|[category, ..]| category);
        for [category, file, words] in missed {
            _ = writeln!(list, "- {category}, `{file}`: {words}");
        }
        list
    }

    fn alarms(&self) -> String {
        let mut list = String::new();
        for [rule, file, words] in &self.all.alarms {
            _ = writeln!(list, "- {rule}, `{file}`: {words}");
        }
        if list.is_empty() { "None.\n".to_owned() } else { list }
    }
}

/// A page with another text between the comment that names a part and the one that ends it.
fn replace(page: &str, name: &str, part: &str) -> String {
    let start = format!("<!-- generated: {name} -->\n");
    let (before, rest) = page.split_once(&start).unwrap_or_else(|| panic!("docs/accuracy.md has no line {start:?}"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("docs/accuracy.md has no line {END:?} after {start:?}"));
    format!("{before}{start}\n{part}\n{END}{after}")
}

/// The head of a table, and the line below it.
fn table(head: &str) -> String {
    format!("{head}\n|{}\n", "---|".repeat(head.matches('|').count() - 1))
}

fn cells(row: Row) -> String {
    format!("{} | {}", cell(row.precision), cell(row.recall))
}

/// `97.5 % (86.8 to 99.9; 39 of 40)`
fn cell(share: Share) -> String {
    if share.whole == 0 {
        return "–".to_owned();
    }
    let (low, high) = share.interval();
    let (rate, low, high) = (percent(share.rate()), percent(low), percent(high));
    format!("{rate} % ({low} to {high}; {} of {})", share.part, share.whole)
}

fn percent(rate: f64) -> String {
    format!("{:.1}", 100.0 * rate)
}

#[test]
fn parts_of_the_page_are_replaced() {
    let page = format!("a\n<!-- generated: x -->\nold\n{END}b\n<!-- generated: y -->\n{END}");
    let expected = format!("a\n<!-- generated: x -->\n\nnew\n\n{END}b\n<!-- generated: y -->\n{END}");
    assert_eq!(replace(&page, "x", "new\n"), expected);
    assert_eq!(replace(&expected, "x", "new\n"), expected);
}

#[test]
fn a_cell_says_how_sure_it_is() {
    assert_eq!(cell(Share { part: 8, whole: 10 }), "80.0 % (49.0 to 94.3; 8 of 10)");
    assert_eq!(cell(Share { part: 0, whole: 10 }), "0.0 % (0.0 to 27.8; 0 of 10)");
    assert_eq!(cell(Share { part: 10, whole: 10 }), "100.0 % (72.2 to 100.0; 10 of 10)");
    assert_eq!(cell(Share::default()), "–");
}
