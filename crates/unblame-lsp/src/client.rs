//! What the client can do and how it is set up, read from `initialize`.
//!
//! The parameters are looked up one by one: clients in use put some of them where the protocol doesn't expect them, and a strict
//! reader would refuse to start.

use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::position::Encoding;

/// The other side.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(crate) struct Client {
    /// What a `character` counts.
    pub(crate) encoding: Encoding,
    /// Asks for diagnostics instead of having them pushed.
    pub(crate) pulls: bool,
    /// Can be told to ask again.
    pub(crate) refreshes: bool,
    /// Answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// Watches files on demand.
    pub(crate) watches: bool,
    /// Tells of changed settings on demand.
    pub(crate) reconfigures: bool,
    /// Takes edits of versioned documents.
    pub(crate) document_changes: bool,
    /// Takes edits that create files.
    pub(crate) creates: bool,
    /// Shows Markdown.
    pub(crate) markdown: bool,
    /// The process that started us.
    pub(crate) process: Option<u32>,
    /// The workspace folders.
    pub(crate) folders: Vec<PathBuf>,
    /// The settings that came along.
    pub(crate) settings: Value,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(crate) fn new(params: &Value) -> Self {
        let can = |pointer: &str| params.pointer(&format!("/capabilities/{pointer}")).cloned().unwrap_or_default();
        let is = |pointer: &str| can(pointer).as_bool().unwrap_or(false);
        let lists = |pointer: &str, name: &str| strings(&can(pointer)).any(|one| one == name);
        Self {
            encoding: encoding(&can("general/positionEncodings")),
            pulls: can("textDocument/diagnostic").is_object(),
            refreshes: is("workspace/diagnostics/refreshSupport") || is("workspace/diagnostic/refreshSupport"),
            configuration: is("workspace/configuration"),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            reconfigures: is("workspace/didChangeConfiguration/dynamicRegistration"),
            document_changes: is("workspace/workspaceEdit/documentChanges"),
            creates: lists("workspace/workspaceEdit/resourceOperations", "create"),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            process: params["processId"].as_u64().and_then(|id| u32::try_from(id).ok()),
            folders: folders(params),
            settings: params["initializationOptions"].clone(),
        }
    }
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// UTF-8, which costs us nothing, or the client's favourite.
fn encoding(offered: &Value) -> Encoding {
    let offered: Vec<Encoding> = strings(offered).filter_map(Encoding::named).collect();
    let best = offered.iter().find(|&&one| one == Encoding::Utf8).or(offered.first());
    best.copied().unwrap_or_default()
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let listed = params["workspaceFolders"].as_array().into_iter().flatten().map(|folder| &folder["uri"]);
    let folders: Vec<PathBuf> = listed.filter_map(|uri| folder(uri.as_str()?)).collect();
    if !folders.is_empty() {
        return folders;
    }
    let path = || params["rootPath"].as_str().map(PathBuf::from).filter(|path| path.is_absolute());
    params["rootUri"].as_str().and_then(folder).or_else(path).into_iter().collect()
}

/// The folder of a URI; a workspace may also be a single file.
pub(crate) fn folder(uri: &str) -> Option<PathBuf> {
    let path = Url::parse(uri).ok()?.to_file_path().ok()?;
    if path.is_file() { path.parent().map(PathBuf::from) } else { Some(path) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(encoding(&json!(["utf-32", "utf-8", "utf-16"])), Encoding::Utf8);
        assert_eq!(encoding(&json!(["utf-32", "utf-16"])), Encoding::Utf32);
        assert_eq!(encoding(&json!(["utf-7"])), Encoding::Utf16);
        assert_eq!(encoding(&Value::Null), Encoding::Utf16);
    }

    #[test]
    fn odd_parameters_do_no_harm() {
        let client =
            Client::new(&json!({"capabilities": {"workspace": [], "callHierarchy": 3}, "processId": -1, "rootUri": 7}));
        assert!(!client.pulls && client.folders.is_empty() && client.process.is_none());
        assert!(Client::new(&Value::Null).folders.is_empty());
    }
}
