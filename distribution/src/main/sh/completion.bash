# Completion for bash and zsh: source this file, or put it into the folder of your shell's completions.
# The words come from the installed slipway itself, so that they are never older than it.
source <(slipway completion)
