//! What goes to standard error.

use std::fmt;
use std::io::Write as _;

use annotate_snippets::Level;
use unblame_core::LineCol;
use unblame_workspace::ConfigError;

use super::snippet::{self, Located};
use super::text::visible;

/// One line. A closed standard error is nothing to fail for.
pub(crate) fn print(message: &dyn fmt::Display) {
    let error = anstyle::AnsiColor::BrightRed.on_default().bold();
    _ = writeln!(anstream::stderr(), "{error}error{error:#}: {}", visible(&message.to_string()));
}

/// A remark; not for `--quiet`.
pub(crate) fn note(message: &dyn fmt::Display) {
    _ = writeln!(anstream::stderr(), "{}", visible(&message.to_string()));
}

/// Several lines that are our own.
pub(crate) fn block(text: &str) {
    for line in text.lines() {
        note(&line);
    }
}

/// A mistake in a configuration or pack, with its line and a caret.
pub(crate) fn print_config(error: &ConfigError) {
    let Some(place) = &error.place else { return print(error) };
    let color = snippet::colors(&std::io::stderr());
    let title = Level::ERROR.primary_title(visible(&error.message));
    let help: Vec<_> = error.help.iter().map(|help| Level::HELP.message(visible(help))).collect();
    let (line, column) = place.line_col();
    let excerpt = snippet::excerpt_of(&place.text, place.span.clone());
    let located = Located { path: &place.path, position: LineCol { line, column }, excerpt };
    _ = writeln!(anstream::stderr(), "{}\n", located.render(title, help, color));
}
