//! What goes to standard error.

use std::fmt;
use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use unblame_workspace::ConfigError;

use super::snippet::{self, Excerpt};
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
    let renderer = if snippet::colors(&std::io::stderr()) { Renderer::styled() } else { Renderer::plain() };
    _ = writeln!(anstream::stderr(), "{}\n", renderer.render(&[config_group(error)]));
}

fn config_group(error: &ConfigError) -> annotate_snippets::Group<'_> {
    let mut group = annotate_snippets::Group::with_title(Level::ERROR.primary_title(visible(&error.message)));
    if let Some(place) = &error.place {
        let (line, column) = place.line_col();
        let Excerpt { source, span, .. } = snippet::excerpt_of(&place.text, place.span.clone());
        group = group
            .element(Origin::path(visible(&place.path)).line(line as usize).char_column(column as usize))
            .element(Snippet::source(source).line_start(line as usize).annotation(AnnotationKind::Primary.span(span)));
    }
    match &error.help {
        Some(help) => group.element(Level::HELP.message(visible(help))),
        None => group,
    }
}
