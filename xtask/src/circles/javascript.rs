//! What the files of JavaScript import.

use super::graph::Graph;
use super::source::Sources;

/// Each import of a file by another. One that is not there is written by the build, of what is neither imported here.
pub fn imports(sources: &Sources) -> Graph {
    let mut graph = Graph::default();
    for (path, text) in sources.iter().filter(|(path, _)| path.ends_with(".js")) {
        for name in imported(text) {
            let target = resolved(path, name);
            if sources.contains_key(&target) {
                graph.add(path, &target);
            }
        }
    }
    graph
}

/// The relative paths of statements that import or export. Each of these ends on a line with its path. The types of comments are no
/// imports: they are not there when it runs.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    let mut is_comment = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        is_comment |= line.starts_with("/*");
        if is_comment {
            is_comment = !line.ends_with("*/");
            return None;
        }
        if !["import ", "export ", "} from "].iter().any(|start| line.starts_with(start)) {
            return None;
        }
        let (before, path) = line.strip_suffix("\";")?.rsplit_once('"')?;
        let is_import = before.ends_with(" from ") || before == "import ";
        (is_import && path.starts_with('.')).then_some(path)
    })
}

/// The path that a relative one means in the file at `path`.
fn resolved(path: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circles::source::sources;

    #[test]
    fn a_circle_of_imports_and_exports_is_found() {
        let sources = sources(&[
            ("js/a.js", "// A comment; with a semicolon.\nimport { b } from \"./client/b.js\";\n"),
            (
                "js/client/b.js",
                "/** @import { a } from \"./never.js\" */\nimport {\n  c,\n} from \"../c.js\";\nimport \"./none.js\";",
            ),
            ("js/c.js", "import x from \"./written-by-the-build.js\";\nexport { a } from \"./a.js\";"),
            ("js/d.js", "import \"./a.js\";\nexport const word = \"./d.js\";"),
        ]);
        let graph = imports(&sources);
        assert_eq!(graph.circles(), ["js/a.js → js/client/b.js → js/c.js → js/a.js"]);
        assert_eq!(graph.edges().count(), 4);
    }

    #[test]
    fn types_of_comments_are_no_imports() {
        let text = "/** @param {import(\"./a.js\").A} a */\nexport function f(a) { return a; }\n// from \"./a.js\";";
        assert_eq!(imported(text).count(), 0);
    }
}
