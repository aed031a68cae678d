//! After any sequence of edits the findings are those of a fresh lint.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::{Server, uri};
use super::text::{offset, range};
use crate::driver::Folder;

/// Storms per encoding.
const STORMS: usize = 200;

/// What is typed, deleted and pasted.
const PIECES: [&str; 26] = [
    "They zonked it. ",
    "zonked",
    " it",
    "They mehed.",
    "blorped ",
    "🎉",
    "é",
    "e\u{301}",
    "𝄞",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "# ",
    "`",
    "<!-- unblame-disable-line -->",
    "<!-- unblame-disable zonk -->",
    "<!-- unblame-enable -->",
    "Priya carelessly forgot to renew it. ",
    "Odin failed to answer. ",
    // What follows says who Odin is, elsewhere in the document.
    "Odin (our session service). ",
    "Odin (SRE). ",
    "\n\nResponders: Odin\n\n",
    "- ",
    "> ",
    "```\n",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn text(&mut self, longest: usize) -> String {
        (0..self.below(longest)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap()
    }
}

/// One change, applied to the text and described for the server.
fn change(dice: &mut Dice, text: &mut String, encoding: &str) -> Value {
    if dice.below(12) == 0 {
        *text = dice.text(20);
        return json!({"text": text});
    }
    let (a, b) = (dice.boundary(text), dice.boundary(text));
    let start = a.min(b);
    let end = if dice.below(2) == 0 { start } else { a.max(b).min(start + 12) };
    let end = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
    // No position of the protocol lies between the two halves of a line end.
    let splits = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let (start, end) = (start - usize::from(splits(start)), end + usize::from(splits(end)));
    let new = dice.text(4);
    let described = json!({"range": range(text, start, end, encoding), "text": new});
    text.replace_range(start..end, &new);
    described
}

/// The rule and the bytes of each finding.
type Found = Vec<(String, usize, usize)>;

fn storm(dice: &mut Dice, server: &mut Server, document: &str, encoding: &str) -> (String, Found) {
    let mut text = dice.text(20);
    server.open(document, &text);
    let mut version = 1;
    for _ in 0..=dice.below(10) {
        version += 1 + i64::try_from(dice.below(3)).unwrap();
        let changes: Vec<Value> = (0..=dice.below(3)).map(|_| change(dice, &mut text, encoding)).collect();
        server.change(document, version, Value::Array(changes));
    }
    let published = server.published(document, version);
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
    let found = published.iter().map(|one| {
        let at = |end: &str| offset(&text, &one["range"][end], encoding);
        (rule(&one["code"]), at("start"), at("end"))
    });
    let found = found.collect();
    (text, found)
}

/// The name of a rule without its pack.
fn rule(name: &Value) -> String {
    name.as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// What the command line finds in all files.
fn fresh(folder: &Folder) -> BTreeMap<String, Found> {
    let found: Value = serde_json::from_str(&folder.run("check --format json").stdout).unwrap();
    let mut files: BTreeMap<String, Found> = BTreeMap::new();
    for one in found.as_array().unwrap() {
        let at = |end: &str| usize::try_from(one["range"][end]["offset"].as_u64().unwrap()).unwrap();
        files.entry(one["path"].as_str().unwrap().to_owned()).or_default().push((rule(&one["rule"]), at("start"), at("end")));
    }
    files
}

#[test]
fn findings_are_those_of_a_fresh_lint() {
    let mut folder = Folder::with_pack().file("unblame.toml", "packs = [\"pack.toml\"]\n");
    let mut expected = BTreeMap::new();
    let mut texts = BTreeMap::new();
    let mut dice = Dice(20_240_607);
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let params = json!({"capabilities": {"general": {"positionEncodings": [encoding]}}});
        let mut server = Server::start(&folder, params);
        for storm_number in 0..STORMS {
            let name = format!("{encoding}-{storm_number}.md");
            let (text, found) = storm(&mut dice, &mut server, &uri(&folder, &name), encoding);
            folder = folder.file(&name, &text);
            if !found.is_empty() {
                expected.insert(name.clone(), found);
            }
            texts.insert(name, text);
        }
        assert_eq!(server.stop(), Some(0));
    }
    let fresh = fresh(&folder);
    assert!(fresh.len() > STORMS, "the storms find too little to compare: {}", fresh.len());
    for (name, text) in &texts {
        assert_eq!(expected.get(name), fresh.get(name), "{name}: {text:?}");
    }
}

#[test]
fn a_burst_is_in_order_and_ends_with_the_last_version() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({"capabilities": {"workspace": {"configuration": true}}}));
    let document = uri(&folder, "a.md");
    server.open(&document, "");
    let mut text = String::new();
    for version in 2..=2001 {
        let new = ["They ", "zonked ", "it. ", "\n", "🎉"][version % 5];
        let start = range(&text, text.len(), text.len(), "utf-16");
        server.change(&document, i64::try_from(version).unwrap(), json!([{"range": start, "text": new}]));
        text.push_str(new);
    }
    let published = server.published(&document, 2001).len();
    let folder = folder.file("a.md", &text);
    assert_eq!(published, fresh(&folder).values().map(Vec::len).sum::<usize>());
    assert!(published > 300);
}
