// Reads {"messages":[text…]} and prints, for each, what conventional-commits-parser and semantic-release's commit-analyzer make of it.
import { readFileSync } from 'node:fs'
import { CommitParser } from 'conventional-commits-parser'
import preset from 'conventional-changelog-conventionalcommits'
import { analyzeCommits } from '@semantic-release/commit-analyzer'

const { messages } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const parser = new CommitParser((await preset()).parser)
const quiet = { log() {}, error() {} }
const results = []
for (const message of messages) {
  const parsed = parser.parse(message)
  const bump = await analyzeCommits({ preset: 'conventionalcommits' }, { cwd: process.cwd(), logger: quiet, commits: [{ hash: '0'.repeat(40), message }] })
  results.push({
    type: parsed.type ?? '',
    scope: parsed.scope ?? '',
    breaking: parsed.notes.length > 0,
    references: parsed.references.map(r => (r.owner ? `${r.owner}/` : '') + (r.repository ?? '') + r.prefix + r.issue),
    bump: bump ?? 'none'
  })
}
console.log(JSON.stringify(results))
