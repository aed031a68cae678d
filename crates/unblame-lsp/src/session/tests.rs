//! The state machine without a transport: time is a number, and lints end when the test says so.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url, VersionedTextDocumentIdentifier};

use super::{DidChangeTextDocumentParams, Effect, Event, Session};
use crate::client::Client;
use crate::lint::{Findings, Job};
use crate::settings::LogLevel;

/// Effects as one line of text; jobs are kept.
struct Driver {
    session: Session,
    now: Instant,
    jobs: Vec<Job>,
}

fn uri() -> Url {
    Url::parse("untitled:a").unwrap()
}

impl Driver {
    fn new(params: &Value) -> Self {
        let mut params = params.clone();
        params["initializationOptions"]["settings"]["configurationPreference"] = json!("editorOnly");
        Self { session: Session::new(Client::new(&params)), now: Instant::now(), jobs: Vec::new() }
    }

    fn started(params: &Value) -> Self {
        let mut driver = Self::new(params);
        assert_eq!(driver.tell(Event::Initialized), "");
        driver
    }

    fn tell(&mut self, event: Event) -> String {
        let effects = self.session.handle(event, self.now);
        let shown: Vec<String> = effects.into_iter().map(|effect| self.show(effect)).collect();
        shown.into_iter().filter(|effect| !effect.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn show(&mut self, effect: Effect) -> String {
        match effect {
            Effect::Publish { version, diagnostics, .. } => {
                format!("publish:{}:{}", version.map_or_else(|| "-".into(), |version| version.to_string()), diagnostics.len())
            }
            Effect::Lint(job) => {
                let version = job.snapshot.version;
                self.jobs.push(*job);
                format!("lint:{version}")
            }
            Effect::Wake(_, after) => format!("wake:{}", after.as_millis()),
            Effect::Show(..) => "show".into(),
            Effect::Log(LogLevel::Debug, _) => String::new(),
            Effect::Log(..) => "log".into(),
            Effect::PullConfiguration(number) => format!("pull:{number}"),
            Effect::Refresh => "refresh".into(),
            Effect::Watch { .. } => "watch".into(),
            Effect::Check(..) => "check".into(),
        }
    }

    fn open(&mut self, text: &str) -> String {
        self.tell(Event::Opened(TextDocumentItem::new(uri(), "markdown".into(), 1, text.into())))
    }

    fn change(&mut self, version: i32, text: &str) -> String {
        let change = TextDocumentContentChangeEvent { range: None, range_length: None, text: text.into() };
        let text_document = VersionedTextDocumentIdentifier::new(uri(), version);
        self.tell(Event::Changed(DidChangeTextDocumentParams { text_document, content_changes: vec![change] }))
    }

    /// Ends the oldest lint.
    fn finish(&mut self) -> String {
        self.finish_with(Job::run)
    }

    /// Ends the oldest lint in some way.
    fn finish_with(&mut self, run: impl FnOnce(Job) -> Option<Arc<Findings>>) -> String {
        let job = self.jobs.remove(0);
        let (uri, cancel) = (job.snapshot.uri.clone(), job.cancel.clone());
        let findings = run(job);
        self.tell(Event::Linted(uri, cancel, findings))
    }
}

const BLAME: &str = "Priya forgot to renew the certificate.\n";

#[test]
fn open_change_close() {
    let mut driver = Driver::started(&json!({}));
    assert_eq!(driver.open(BLAME), "lint:1");
    assert_eq!(driver.finish(), "publish:1:1");
    driver.session.settings.debounce = Some(Duration::ZERO);
    assert_eq!(driver.change(2, "Fine.\n"), "lint:2");
    assert_eq!(driver.finish(), "publish:2:0");
    assert_eq!(driver.tell(Event::Closed(uri())), "publish:-:0");
    assert_eq!(driver.tell(Event::Closed(uri())), "");
}

#[test]
fn only_the_newest_text_counts() {
    let mut driver = Driver::started(&json!({}));
    driver.session.settings.debounce = Some(Duration::ZERO);
    driver.open(BLAME);
    assert_eq!(driver.change(2, BLAME), "", "one lint at a time");
    assert_eq!(driver.change(3, BLAME), "");
    assert_eq!(driver.finish(), "lint:3", "the first result is about a text that is gone");
    assert_eq!(driver.finish(), "publish:3:1");
    assert_eq!(driver.change(3, ""), "log");
    assert_eq!(driver.change(2, ""), "", "said once is enough");
}

#[test]
fn a_pause_is_waited_for() {
    let mut driver = Driver::started(&json!({"initializationOptions": {"settings": {"lint": {"debounce": 100}}}}));
    driver.open("");
    driver.finish();
    assert_eq!(driver.change(2, ""), "wake:100");
    driver.now += Duration::from_millis(60);
    assert_eq!(driver.change(3, ""), "", "one timer is enough");
    driver.now += Duration::from_millis(40);
    assert_eq!(driver.tell(Event::Woken(uri())), "wake:60");
    driver.now += Duration::from_millis(60);
    assert_eq!(driver.tell(Event::Woken(uri())), "lint:3");
    assert_eq!(driver.finish(), "publish:3:0");
}

#[test]
fn only_lints_that_stay_slow_are_waited_for() {
    let slow = |job: Job| {
        let mut findings = job.run()?;
        Arc::get_mut(&mut findings)?.took = Duration::from_secs(1);
        Some(findings)
    };
    let mut driver = Driver::started(&json!({}));
    driver.open("");
    driver.finish_with(slow);
    assert_eq!(driver.change(2, ""), "lint:2", "the next one reads only what changed");
    driver.finish_with(slow);
    assert_eq!(driver.change(3, ""), "wake:250");
}

#[test]
fn a_result_outlives_no_document() {
    let mut driver = Driver::started(&json!({}));
    driver.open(BLAME);
    driver.tell(Event::Closed(uri()));
    assert_eq!(driver.open(BLAME), "lint:1");
    assert_eq!(driver.finish(), "", "that of the document before");
    assert_eq!(driver.finish(), "publish:1:1");
}

#[test]
fn settings_come_first() {
    let mut driver = Driver::new(&json!({"capabilities": {"workspace": {"configuration": true}}}));
    assert_eq!(driver.tell(Event::Initialized), "pull:1");
    assert_eq!(driver.open(BLAME), "");
    assert_eq!(driver.tell(Event::Configuration(1, Some(json!([{"enable": false}])))), "");
    assert_eq!(driver.tell(Event::SettingsChanged(json!({"settings": {"unblame": {"enable": true}}}))), "lint:1");
    assert_eq!(driver.finish(), "publish:1:1");
    assert_eq!(driver.tell(Event::SettingsChanged(Value::Null)), "pull:3");
    assert_eq!(driver.tell(Event::Configuration(3, Some(json!([{"enable": "maybe"}])))), "show");
}

#[test]
fn rules_are_compiled_once_the_settings_are_known() {
    let mut driver =
        Driver::new(&json!({"capabilities": {"workspace": {"configuration": true}}, "rootUri": "file:///nowhere"}));
    assert_eq!(driver.tell(Event::Initialized), "pull:1");
    assert_eq!(driver.tell(Event::Configuration(1, Some(json!([{"lint": {"debounce": 0}}])))), "check");
}

#[test]
fn settings_that_change_no_findings_compile_nothing_again() {
    let mut driver = Driver::started(&json!({}));
    driver.open(BLAME);
    assert_eq!(driver.finish(), "publish:1:1");
    let mut change = |settings: Value| driver.tell(Event::SettingsChanged(json!({"unblame": settings})));
    assert_eq!(change(json!({"lint": {"debounce": 0}, "logLevel": "debug"})), "");
    assert_eq!(change(json!({"lint": {"debounce": 0, "run": "onSave"}})), "lint:1");
}

#[test]
fn an_overtaken_answer_changes_nothing() {
    let off = || Some(json!([{"enable": false}]));
    let mut driver = Driver::new(&json!({"capabilities": {"workspace": {"configuration": true}}}));
    assert_eq!(driver.tell(Event::Initialized), "pull:1");
    assert_eq!(driver.tell(Event::SettingsChanged(Value::Null)), "pull:2");
    driver.open(BLAME);
    assert_eq!(driver.tell(Event::Configuration(2, Some(json!([{"enable": true}])))), "lint:1");
    assert_eq!(driver.tell(Event::Configuration(1, off())), "");
    assert_eq!(driver.finish(), "publish:1:1");

    assert_eq!(driver.tell(Event::SettingsChanged(Value::Null)), "pull:3");
    driver.tell(Event::SettingsChanged(json!({"unblame": {"enable": true}})));
    assert_eq!(driver.tell(Event::Configuration(3, off())), "", "what the client said since then counts");
}

#[test]
fn who_pulls_gets_nothing_pushed() {
    let capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut driver = Driver::started(&json!({"capabilities": capabilities}));
    assert_eq!(driver.open(BLAME), "");
    let file = Url::parse("file:///nowhere/unblame.toml").unwrap();
    assert_eq!(driver.tell(Event::FilesChanged(vec![file])), "refresh check");
    assert_eq!(driver.tell(Event::Closed(uri())), "");
}

#[test]
fn on_save() {
    let mut driver = Driver::started(&json!({"initializationOptions": {"settings": {"lint.run": "onSave"}}}));
    driver.open(BLAME);
    assert_eq!(driver.finish(), "publish:1:1");
    assert_eq!(driver.change(2, ""), "");
    assert_eq!(driver.tell(Event::Saved(uri())), "lint:2");
    assert_eq!(driver.finish(), "publish:2:0");
}

#[test]
fn nothing_happens_to_documents_that_are_not_open() {
    let mut driver = Driver::started(&json!({}));
    assert_eq!(driver.change(2, ""), "log");
    assert_eq!(driver.change(3, ""), "");
    assert_eq!(driver.tell(Event::Saved(uri())), "");
    assert_eq!(driver.tell(Event::Woken(uri())), "");
}

#[test]
fn a_lint_that_panics_is_told_of_once_and_stops_nothing() {
    let panics = |job: Job| job.run_on(|_, _, _, _| panic!("on purpose"));
    let mut driver = Driver::started(&json!({"initializationOptions": {"settings": {"lint": {"debounce": 0}}}}));
    driver.open(BLAME);
    assert_eq!(driver.finish_with(panics), "show publish:1:0");
    assert_eq!(driver.change(2, BLAME), "lint:2");
    assert_eq!(driver.finish_with(panics), "publish:2:0");
    assert_eq!(driver.change(3, BLAME), "lint:3");
    assert_eq!(driver.finish(), "publish:3:1");
}

#[test]
fn a_lint_that_is_not_wanted_any_more_stops_early() {
    let mut driver = Driver::started(&json!({"initializationOptions": {"settings": {"lint": {"debounce": 0}}}}));
    driver.open(&format!("{BLAME}\n").repeat(1000));
    // It is superseded while it is in the third block.
    let stops = |job: Job| {
        job.run_on(|document, settings, cache, cancel| {
            let asked = Cell::new(0);
            let found = cache.lint(document, &settings.rules, &|| {
                asked.set(asked.get() + 1);
                if asked.get() == 3 {
                    cancel.cancel();
                }
                cancel.is_cancelled()
            });
            assert_eq!((asked.get(), found.is_none()), (3, true));
            found
        })
    };
    assert_eq!(driver.finish_with(stops), "");
    assert_eq!(driver.change(2, BLAME), "lint:2");
    assert_eq!(driver.finish(), "publish:2:1");
}
