//! The page for reading: what it says as a whole. `tests/formats/html/` opens it in a browser.

use crate::driver::Folder;

fn page(folder: &Folder, args: &str) -> String {
    let page = folder.run(&format!("check --format html {args}")).stdout;
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\"") && page.ends_with("</body></html>\n"), "{page}");
    page
}

#[test]
fn all_documents_and_their_findings() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n").file("b.md", "Fine.\n");
    let page = page(&folder, "");
    assert!(page.contains("1 finding in 1 of 2 documents"), "{page}");
    assert!(page.contains("<summary>1 document without findings</summary>"), "{page}");
    assert!(page.contains(">zonked it</a>") && page.contains("How did the system allow it?"), "{page}");
    assert!(!page.contains("There is nothing to change."), "{page}");
}

#[test]
fn nothing_found() {
    let page = page(&Folder::with_pack().file("a.md", "Fine.\n"), "");
    assert!(page.contains("There is nothing to change.") && !page.contains("<article"), "{page}");
}

#[test]
fn a_file_that_was_not_read_is_named() {
    let folder = Folder::with_pack().file("a.md", "Fine.\n").file("bad.md", b"\xff");
    let page = page(&folder, "");
    assert!(page.contains("<li dir=\"auto\">bad.md: not valid UTF-8 at byte offset 0"), "{page}");
}

#[test]
fn findings_of_the_baseline_are_left_out() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    folder.run("check --update-baseline");
    let page = page(&folder, "--baseline unblame-baseline.json");
    assert!(page.contains("0 findings in 0 of 1 document"), "{page}");
}

#[test]
fn nobody_is_counted() {
    let folder = Folder::with_pack().file("a.md", "# What Wanjiru did\n\nWanjiru zonked it. Wanjiru zonked it again.\n");
    let page = page(&folder, "");
    let (_, rest) = page.split_once("<aside").unwrap();
    let (side, documents) = rest.split_once("</aside>").unwrap();
    assert!(side.contains("other headings") && !side.contains("Wanjiru"), "{side}");
    assert_eq!(documents.matches("Wanjiru").count(), 3, "{documents}");
}

#[test]
fn nothing_is_loaded() {
    let page = page(&Folder::with_pack().file("a.md", "They zonked it.\n"), "");
    assert!(page.contains("content=\"default-src 'none';"), "{page}");
    for loading in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "rel=\"stylesheet\""] {
        assert!(!page.contains(loading), "{loading} in {page}");
    }
}
