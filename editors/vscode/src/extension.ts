// Starts the server and shows how it is. Everything else is the server's work.

import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, LanguageClientOptions, State } from "vscode-languageclient/node";

import { expand, findProgram } from "./program";

/** The documents that hold prose. `git:` and other views of the same files are left alone. */
const documentSelector = [
  ...["file", "untitled", "vscode-notebook-cell"].flatMap((scheme) =>
    ["markdown", "plaintext", "git-commit"].map((language) => ({ scheme, language })),
  ),
  { scheme: "vscode-scm", language: "scminput" },
  // The server helps with writing its configuration.
  { scheme: "file", pattern: "**/{.,}unblame.toml" },
];

/** More crashes than this within three minutes, and the server stays down until it is asked for. */
const MOST_CRASHES = 4;

class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private starts: Promise<void> = Promise.resolve();
  private readonly log = vscode.window.createOutputChannel("unblame", { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem("unblame", documentSelector);

  constructor(private readonly context: vscode.ExtensionContext) {
    this.status.name = "unblame";
    this.status.command = { command: "unblame.showLog", title: "Show Log" };
  }

  showLog(): void {
    this.log.show();
  }

  /** Starts the server, or starts it anew. One start at a time. */
  restart(): Promise<void> {
    this.starts = this.starts.then(() => this.stop()).then(() => this.start());
    return this.starts;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop().catch((error) => this.log.warn(`stopping: ${String(error)}`));
    }
  }

  private async start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration("unblame");
    const workspaceFolder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const found = findProgram({
      setting: settings.get("path", ""),
      workspaceFolder,
      extensionFolder: this.context.extensionPath,
      searchPath: process.env["PATH"] ?? "",
    });
    if ("problem" in found) {
      this.failed(found.problem);
      return;
    }
    this.log.info(`starting ${found.program}`);
    this.show("starting", vscode.LanguageStatusSeverity.Information, true);
    const run = { command: found.program, args: ["lsp"], options: { cwd: workspaceFolder } };
    const client = new LanguageClient("unblame", "unblame", run, this.options(workspaceFolder));
    client.onDidChangeState(({ newState }) => this.changed(client, newState));
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.failed(`the server did not start: ${String(error)}`);
    }
  }

  private options(workspaceFolder: string | undefined): LanguageClientOptions {
    let crashes: number[] = [];
    return {
      documentSelector,
      outputChannel: this.log,
      initializationOptions: { settings: section(workspaceFolder) },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          crashes = [...crashes, Date.now()].filter((time) => Date.now() - time < 180_000);
          if (crashes.length > MOST_CRASHES) {
            this.failed("the server ended again and again; the log may say why.");
            return { action: CloseAction.DoNotRestart, handled: true };
          }
          return { action: CloseAction.Restart, handled: true };
        },
      },
      middleware: {
        workspace: {
          configuration: async (params, token, next) => {
            const answer = await next(params, token);
            const isOurs = (at: number) => params.items[at]?.section === "unblame";
            return Array.isArray(answer) ? answer.map((one, at) => (isOurs(at) ? section(workspaceFolder) : one)) : answer;
          },
        },
      },
    };
  }

  private changed(client: LanguageClient, state: State): void {
    if (client !== this.client) {
      return;
    }
    if (state === State.Running) {
      const version = client.initializeResult?.serverInfo?.version ?? "";
      this.show(version, vscode.LanguageStatusSeverity.Information);
    } else if (state === State.Stopped) {
      this.show("stopped", vscode.LanguageStatusSeverity.Warning);
    }
  }

  private failed(problem: string): void {
    this.log.error(problem);
    this.show("not running", vscode.LanguageStatusSeverity.Error);
    const [log, settings] = ["Show Log", "Open Settings"];
    void vscode.window.showErrorMessage(`unblame: ${problem}`, settings, log).then((choice) => {
      if (choice === log) {
        this.showLog();
      } else if (choice === settings) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "unblame.path");
      }
    });
  }

  private show(detail: string, severity: vscode.LanguageStatusSeverity, busy = false): void {
    this.status.text = "unblame";
    this.status.detail = detail;
    this.status.severity = severity;
    this.status.busy = busy;
  }

  dispose(): void {
    this.status.dispose();
    this.log.dispose();
  }
}

/** The settings, with paths as the server needs them. What nobody set is left out, so that the server's defaults count. */
function section(workspaceFolder: string | undefined): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("unblame");
  const configuration = expand(settings.get("configuration", ""), workspaceFolder);
  return {
    enable: settings.get("enable"),
    ...(configuration === "" ? {} : { configuration }),
    configurationPreference: settings.get("configurationPreference"),
    lint: { run: settings.get("lint.run"), debounce: settings.get("lint.debounce") },
    logLevel: settings.get("logLevel"),
  };
}

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server(context);
  server = started;
  context.subscriptions.push(
    started,
    vscode.commands.registerCommand("unblame.restart", () => started.restart()),
    vscode.commands.registerCommand("unblame.showLog", () => started.showLog()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("unblame.path")) {
        void started.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
