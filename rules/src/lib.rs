//! The rule packs and word lists that ship with unblame, as text.
//!
//! This package holds data only; `unblame-core` parses and compiles it. It is a package of its own because
//! `include_str!` across package borders breaks `cargo package`.

/// The files of the pack `core`: a name for messages, and TOML.
pub const CORE: &[(&str, &str)] = &[
    ("rules/core/accusation.toml", include_str!("../core/accusation.toml")),
    ("rules/core/fault.toml", include_str!("../core/fault.toml")),
    ("rules/core/group-blame.toml", include_str!("../core/group-blame.toml")),
    ("rules/core/hindsight.toml", include_str!("../core/hindsight.toml")),
    ("rules/core/human-error.toml", include_str!("../core/human-error.toml")),
    ("rules/core/idiom.toml", include_str!("../core/idiom.toml")),
    ("rules/core/individual-cause.toml", include_str!("../core/individual-cause.toml")),
    ("rules/core/judgment.toml", include_str!("../core/judgment.toml")),
    ("rules/core/omission.toml", include_str!("../core/omission.toml")),
    ("rules/core/people.toml", include_str!("../core/people.toml")),
    ("rules/core/person-fix.toml", include_str!("../core/person-fix.toml")),
    ("rules/core/punitive.toml", include_str!("../core/punitive.toml")),
    ("rules/core/shared.toml", include_str!("../core/shared.toml")),
    ("rules/core/suppression.toml", include_str!("../core/suppression.toml")),
    ("rules/core/violation.toml", include_str!("../core/violation.toml")),
];

/// The files of the pack `strict`, which extends `core`.
pub const STRICT: &[(&str, &str)] = &[
    ("rules/strict/actions.toml", include_str!("../strict/actions.toml")),
    ("rules/strict/naming.toml", include_str!("../strict/naming.toml")),
    ("rules/strict/strict.toml", include_str!("../strict/strict.toml")),
    ("rules/strict/style.toml", include_str!("../strict/style.toml")),
];

/// Given names of many cultures: folded, one a line, sorted bytewise.
pub const GIVEN_NAMES: &str = include_str!("../lexicon/names/given.txt");

/// The given names that are also words or places, in the same form.
pub const WORD_NAMES: &str = include_str!("../lexicon/names/words.txt");

/// Surnames, in the same form.
pub const SURNAMES: &str = include_str!("../lexicon/names/surnames.txt");
