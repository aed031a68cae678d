" Run by `run`, in a terminal: RESULT=file vim -Nu ale.vim doc.md
set nocompatible encoding=utf-8
for s:folder in ['/usr/share/vim-ale', expand('~/.vim/pack/ale/start/ale')]
  execute 'set runtimepath^=' . s:folder
endfor
let g:ale_linters = {'markdown': ['unblame']}
let g:ale_linters_explicit = 1
filetype plugin on

let s:steps = 0
let s:state = 'find'

function! s:End(text) abort
  call writefile([a:text], $RESULT)
  qall!
endfunction

function! s:Step(timer) abort
  let s:steps += 1
  let l:found = ale#engine#GetLoclist(bufnr(''))
  if s:steps > 200
    call s:End('never came: ' . s:state . '; diagnostics: ' . string(l:found) . getline(3))
  elseif s:state ==# 'find' && len(l:found) == 1
    if l:found[0].lnum != 3 || l:found[0].linter_name !=# 'unblame'
      call s:End('wrong: ' . string(l:found))
    endif
    let s:column = l:found[0].col
    call setline(3, '🎉 𝄞 ' . getline(3))
    let s:state = 'move'
    call ale#Queue(0)
  elseif s:state ==# 'move' && len(l:found) == 1 && l:found[0].col > s:column
    call cursor(3, l:found[0].col)
    let s:state = 'act'
    call setline(3, getline(3) . ' <!-- unblame-disable-line -->')
    call ale#Queue(0)
  elseif s:state ==# 'act' && empty(l:found)
    call s:End('ok')
  endif
endfunction

autocmd VimEnter * call timer_start(50, function('s:Step'), {'repeat': -1})
