//! The colours.

use anstyle::{AnsiColor, Style};
use unblame_core::Severity;

/// Empty styles where colours are off.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Styles {
    error: Style,
    warning: Style,
    information: Style,
    hint: Style,
    /// Names of rules, headings.
    pub(crate) name: Style,
}

impl Styles {
    pub(crate) fn new(color: bool) -> Self {
        if !color {
            return Self::default();
        }
        Self {
            error: AnsiColor::BrightRed.on_default().bold(),
            warning: AnsiColor::Yellow.on_default().bold(),
            information: AnsiColor::BrightBlue.on_default().bold(),
            hint: AnsiColor::BrightCyan.on_default().bold(),
            name: Style::new().bold(),
        }
    }

    pub(crate) fn severity(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Information => self.information,
            Severity::Hint => self.hint,
        }
    }
}
