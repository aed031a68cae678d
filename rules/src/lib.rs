//! The rule packs and word lists that ship with unblame, as text.
//!
//! This package holds data only; `unblame-core` parses and compiles it. It is a package of its own because
//! `include_str!` across package borders breaks `cargo package`.
