"""The server under a client that others wrote.

usage: UNBLAME=target/release/unblame pytest -q tests/lsp/validate     (pip install pytest-lsp pytest-asyncio)
"""

import os

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TEXT = "# 🎉\n\n🎉 Priya forgot to renew the certificate.\n"
URI = "file:///nowhere/incident.md"


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim", "emacs"],
    config=ClientServerConfig(server_command=[os.environ.get("UNBLAME", "unblame"), "lsp", "--stdio"]),
)
async def client(request, lsp_client: LanguageClient):
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    capabilities = client_capabilities(request.param)
    parameters = types.InitializeParams(capabilities=capabilities, root_uri="file:///nowhere", process_id=os.getpid())
    result = await lsp_client.initialize_session(parameters)
    assert result.server_info.name == "unblame"
    lsp_client.units = result.capabilities.position_encoding
    lsp_client.pulls = result.capabilities.diagnostic_provider is not None
    yield
    await lsp_client.shutdown_session()


async def diagnostics(client: LanguageClient):
    if client.pulls:
        parameters = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(URI))
        return (await client.text_document_diagnostic_async(parameters)).items
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return client.diagnostics[URI]


def column(client: LanguageClient, text: str):
    encoding = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[client.units]
    return len(text.encode(encoding[0])) // encoding[1]


@pytest.mark.asyncio
async def test_find_edit_act(client: LanguageClient):
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, "markdown", 1, TEXT)))
    (found,) = await diagnostics(client)
    start = types.Position(2, column(client, "🎉 "))
    assert (found.source, found.range.start) == ("unblame", start)

    insert = types.TextDocumentContentChangePartial(types.Range(start, start), "𝄞 ")
    version = types.VersionedTextDocumentIdentifier(2, URI)
    client.text_document_did_change(types.DidChangeTextDocumentParams(version, [insert]))
    (found,) = await diagnostics(client)
    assert found.range.start == types.Position(2, column(client, "🎉 𝄞 "))

    context = types.CodeActionContext([found], only=[types.CodeActionKind.QuickFix])
    document = types.TextDocumentIdentifier(URI)
    actions = await client.text_document_code_action_async(types.CodeActionParams(document, found.range, context))
    assert any(action.title.startswith("Disable ") for action in actions)
    hover = await client.text_document_hover_async(types.HoverParams(document, found.range.start))
    assert "remember" in str(hover.contents)
