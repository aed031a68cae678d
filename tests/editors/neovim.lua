-- Run by `run`: nvim --headless --clean -c "luafile neovim.lua" doc.md
local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, condition)
  if not vim.wait(10000, condition, 20) then
    fail("never came: " .. what .. "; diagnostics: " .. vim.inspect(vim.diagnostic.get(0)))
  end
end

local ok, problem = pcall(function()
  dofile(vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":h") .. "/neovim-setup.lua")

  wait("a diagnostic", function()
    return #vim.diagnostic.get(0) == 1
  end)
  local found = vim.diagnostic.get(0)[1]
  assert(found.source == "unblame", found.source)
  assert(found.lnum == 2 and found.col == #"🎉 ", vim.inspect(found))

  -- Type before it, beside the emoji.
  vim.api.nvim_buf_set_text(0, 2, #"🎉", 2, #"🎉", { " 𝄞" })
  wait("the moved diagnostic", function()
    local now = vim.diagnostic.get(0)
    return #now == 1 and now[1].col == #"🎉 𝄞 "
  end)

  vim.api.nvim_win_set_cursor(0, { 3, #"🎉 𝄞 " })
  local client
  for _, one in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    client = one.name == "unblame" and one or client
  end
  local encoding = client.offset_encoding or "utf-16"
  local params = vim.lsp.util.make_range_params(0, encoding)
  params.context = { diagnostics = {} }
  -- Newer ones are methods.
  local is_method = vim.fn.has("nvim-0.11") == 1
  local request = client.request_sync
  local answer = is_method and request(client, "textDocument/codeAction", params, 5000, 0)
    or request("textDocument/codeAction", params, 5000, 0)
  for _, action in ipairs(answer.result) do
    if action.title:match("for this line$") then
      vim.lsp.util.apply_workspace_edit(action.edit, encoding)
    end
  end
  local line = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]
  assert(line:match("^<!%-%- unblame%-disable%-next%-line .* %-%->$"), line)
  wait("the end of the diagnostic", function()
    return #vim.diagnostic.get(0) == 0
  end)
end)
if not ok then
  fail(tostring(problem))
end
vim.cmd("qall!")
