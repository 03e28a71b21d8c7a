import Foundation
import Takes

// The mutation score: exits with 1 where a rule has no mutant, a mutant makes no claim of its rule fail or one of another
// rule, or a claim with a scenario is failed by no mutant.
let project = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
let table = try await MutantRun(catalogue: Catalogue(project: project), scope: .whole).table { profile in
  FileHandle.standardError.write(Data("carrying out every scenario on each \(profile) phone\n".utf8))
}
print(table.text, terminator: "")
exit(table.complaints.isEmpty ? 0 : 1)
