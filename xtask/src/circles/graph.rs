//! What imports what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Imports by the names of the files.
#[derive(Default)]
pub struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    /// Adds an import. One of a file by itself is none.
    pub fn add(&mut self, from: &str, to: &str) {
        if from != to {
            self.0.entry(from.to_owned()).or_default().insert(to.to_owned());
        }
    }

    /// Each import: the file with it, and the one that it names.
    pub fn edges(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(from, all)| all.iter().map(move |to| (from.as_str(), to.as_str())))
    }

    /// The circles, as `a → b → a`: for each file in one the shortest, unless that has been named for another file of it.
    pub fn circles(&self) -> Vec<String> {
        let mut named = BTreeSet::new();
        let mut circles = Vec::new();
        for start in self.0.keys() {
            if named.contains(start.as_str()) {
                continue;
            }
            if let Some(circle) = self.shortest(start) {
                circles.push(circle.join(" → "));
                named.extend(circle);
            }
        }
        circles
    }

    /// The shortest way from a file back to it, both ends included.
    fn shortest<'g>(&'g self, start: &'g str) -> Option<Vec<&'g str>> {
        let mut came_from = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for next in self.0.get(at).into_iter().flatten() {
                if next == start {
                    return Some(way(&came_from, at, start));
                }
                if !came_from.contains_key(next.as_str()) {
                    came_from.insert(next.as_str(), at);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

/// The way from `start` to `last`, by where each file was come from, and back to `start`.
fn way<'g>(came_from: &BTreeMap<&'g str, &'g str>, last: &'g str, start: &'g str) -> Vec<&'g str> {
    let steps = std::iter::successors(Some(last), |at| came_from.get(at).copied());
    let mut way: Vec<&str> = std::iter::once(start).chain(steps).collect();
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(edges: &[(&str, &str)]) -> Vec<String> {
        let mut graph = Graph::default();
        for (from, to) in edges {
            graph.add(from, to);
        }
        graph.circles()
    }

    #[test]
    fn what_meets_again_without_coming_back_is_no_circle() {
        assert!(circles(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "a")]).is_empty());
    }

    #[test]
    fn a_circle_is_named_once_by_its_shortest_way() {
        assert_eq!(circles(&[("a", "b"), ("b", "a")]), ["a → b → a"]);
        assert_eq!(
            circles(&[("x", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("c", "a")]),
            ["a → b → c → a", "d → a → b → c → d"]
        );
    }

    #[test]
    fn each_of_several_circles_is_named() {
        assert_eq!(circles(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]), ["a → b → a", "c → d → c"]);
    }
}
