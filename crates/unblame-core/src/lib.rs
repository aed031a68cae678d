//! Finds wording that makes a person the cause of what a system allowed.
//!
//! Text and rules go in, [`Diagnostic`]s come out. The crate does no I/O, and no text can make it fail: only rule packs can
//! be wrong, and then [`RuleSetBuilder::build`] says where.
//!
//! ```
//! use unblame_core::{lint, Document, Format, RuleSet};
//!
//! let rules = RuleSet::builtin();
//! let document = Document::new("Priya forgot to renew the certificate.\n", Format::Markdown);
//! let diagnostics = lint(&document, &rules);
//!
//! assert_eq!(&document.text()[diagnostics[0].range], "Priya forgot to");
//! assert!(lint(&Document::new("The pod failed to start.\n", Format::Markdown), &rules).is_empty());
//! ```

mod clause;
mod diagnostic;
mod document;
mod fix;
pub mod format;
mod line_index;
mod lint;
mod nearest;
mod person;
mod rewrite;
pub mod rule;
#[doc(hidden)]
pub mod stages;
mod suppress;
mod suppressed;
#[cfg(test)]
mod test_support;
mod token;
pub mod trace;
mod word;

pub use diagnostic::{Agent, AgentKind, Applicability, Diagnostic, Edit, Severity, Suggestion};
pub use document::{Document, Format};
pub use fix::{Fixed, fix};
pub use line_index::{LineCol, LineIndex};
pub use lint::{LintCache, lint};
pub use nearest::nearest;
pub use rule::{PackError, PackInfo, PackSource, Profile, RuleInfo, RuleSet, RuleSetBuilder};
pub use suppress::{SilenceComment, SilenceOptions, Silenced, silence, silence_one};
pub use suppressed::{Suppressed, suppressed};
pub use text_size::{TextRange, TextSize};
