//! How sections move severities, as packs say.

use crate::driver::{Folder, PACK};

const SECTIONS: &str = "
[sections]
cause = [\"cause\"]
log = [\"log\"]
[severity-in]
cause = \"raise\"
log = \"lower\"
";

fn folder(sections: &str) -> Folder {
    // A rule that speaks for itself, and one whose pattern does.
    let more = "
[[rule]]
id = \"own\"
category = \"idiom\"
severity = \"warning\"
severity-in = { cause = \"hint\" }
message = \"Own.\"
why = \"\"
question = \"\"
match = [\"owned\", { pattern = \"pwned\", severity = \"error\" }]
bad = [\"They «owned» it.\"]
good = [\"They went home.\"]
";
    let config = "builtin = false\npacks = [\"pack.toml\"]\n";
    Folder::with_pack().file("unblame.toml", config).file("pack.toml", format!("{PACK}{more}{sections}"))
}

/// The severities under a heading of `zonk` (warning), `blorp` (error), `meh` (hint) and `own`.
#[track_caller]
fn check(heading: &str, expected: &str) {
    let text = format!("# {heading}\n\nThey zonked it. They blorped. They mehed. They owned it. They pwned it.\n");
    let run = folder(SECTIONS).file("a.md", text).run("check --format concise a.md");
    let severities: Vec<&str> = run.stdout.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(severities.join(" "), expected, "{heading}: {run:?}");
}

#[test]
fn one_level_and_never_across_the_border_of_advice() {
    check("Title", "warning error hint warning error");
    check("Log", "warning warning hint warning warning");
    check("Cause", "error error information hint error");
    check("Cause and log", "warning error hint hint warning");
}

#[test]
fn mistakes() {
    let error = |sections: &str| folder(sections).file("a.md", "").run("check a.md").stderr;
    let unknown = error("[severity-in]\nnowhere = \"raise\"\n");
    assert!(unknown.contains("`nowhere` is no section"), "{unknown}");
    let value = error("[sections]\nlog = [\"log\"]\n[severity-in]\nlog = \"louder\"\n");
    assert!(value.contains("unknown value `louder`") && value.contains("did you mean `lower`?"), "{value}");
}
