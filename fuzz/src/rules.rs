//! Rules, compiled once in a process.

use std::sync::LazyLock;

use unblame_core::{Profile, RuleSet, RuleSetBuilder};

/// What runs by default.
pub static BUILTIN: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// Every rule that ships.
pub static EVERY_RULE: LazyLock<RuleSet> = LazyLock::new(|| {
    let builder = RuleSetBuilder { profile: Profile::Strict, ..RuleSet::builder().with_builtin() };
    builder.build().expect("the packs that ship are right")
});

/// A small pack about people; its rule comes last and has no `rewrites`, which may be added.
pub const PACK: &str = r#"
[pack]
name = "fuzzed"
[people]
roles = ["engineer", "reviewer"]
names = ["Priya", "Kim"]
[lists]
adverb = { words = ["carelessly", "clearly", "obviously"] }
verb = { verbs = ["drop", "forget", "fail", "break", "delete", "miss", "blame", "leave", "let", "should have checked"] }
[[rule]]
id = "a"
category = "idiom"
severity = "error"
message = "m"
why = "w"
question = "q"
match = ["{person} @verb", "{human} should have %pp", "{person}'s mistake(s)", "caused by {person}", "@adverb", "~be @verb:pp by {human}"]
bad = ["«Priya dropped» it."]
good = ["It fell."]
"#;
