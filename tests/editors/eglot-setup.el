;;; eglot-setup.el --- The set-up of `editors/emacs', without markdown-mode, which few installations have  -*- lexical-binding: t -*-
(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(define-derived-mode unblame-test-mode text-mode "Test")
(put 'unblame-test-mode 'eglot-language-id "markdown")
(add-to-list 'eglot-server-programs '(unblame-test-mode . ("unblame" "lsp")))

(defun unblame-show ()
  "Show the findings of the buffer as a person would see them."
  (unblame-test-mode)
  (apply #'eglot (eglot--guess-contact))
  (let ((buffer (current-buffer)))
    (run-with-timer 2 nil (lambda () (with-current-buffer buffer (flymake-show-buffer-diagnostics))))))
