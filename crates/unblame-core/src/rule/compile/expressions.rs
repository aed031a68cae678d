//! Regular expressions of packs.

use toml::Spanned;

use super::Compiler;
use crate::rule::element::Pattern;
use crate::rule::expression::{self, Expression};
use crate::rule::mistake::{self, Mistake};
use crate::rule::pack::between_slashes;

impl Compiler {
    /// Adds an expression as a pattern that no word leads to.
    pub(super) fn expression(&mut self, file: usize, source: &Spanned<String>, plain: Pattern) {
        let regex = match expression::compile(source.get_ref()) {
            Ok(regex) => regex,
            Err((range, reason)) => {
                let message = format!("the regular expression `{}` is not valid here: {reason}", source.get_ref());
                return self.mistakes.push(Mistake::new(file, mistake::within(source, range), message));
            }
        };
        let index = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        self.expressions.push(Expression::new(index, regex));
        self.patterns.push(Pattern { source: between_slashes(source.get_ref()), ..plain });
    }
}
