//! What the files of the crate import.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse, UseTree};

use super::graph::Graph;
use super::source::Sources;

/// A path from the crate's root on; without segments, the root.
type Path = Vec<String>;

/// A module with a file of its own.
struct Module {
    file: String,
    content: syn::File,
    /// The modules with files of their own that it declares.
    children: Vec<String>,
    /// What each `use` brings in: a name, or `*`, and the path that it stands for.
    names: Vec<(String, Path)>,
}

/// Each import of a file by another: `use`, and paths in code, followed through re-exports to the file that has the item. Code for
/// tests does not count.
///
/// # Errors
/// A file cannot be parsed.
pub fn imports(sources: &Sources) -> Result<Graph> {
    let mut modules = Modules::default();
    modules.read(sources, "lib.rs", "", Vec::new())?;
    let mut graph = Graph::default();
    for (path, module) in &modules.0 {
        let mut paths = Paths { module, at: path.clone(), found: Vec::new() };
        paths.visit_file(&module.content);
        for target in paths.found {
            if let Some(file) = modules.file_of(&target, MAX_STEPS) {
                graph.add(&module.file, file);
            }
        }
    }
    Ok(graph)
}

/// No item is re-exported more often.
const MAX_STEPS: u32 = 8;

/// By their paths.
#[derive(Default)]
struct Modules(BTreeMap<Path, Module>);

impl Modules {
    /// Reads a module and the modules below it. `folder` is where the files of these are.
    fn read(&mut self, sources: &Sources, file: &str, folder: &str, path: Path) -> Result<()> {
        let text = sources.get(file).with_context(|| format!("{file} is not there"))?;
        let content = syn::parse_file(text).with_context(|| format!("{file} cannot be parsed"))?;
        let children: Vec<String> = declared(&content).collect();
        let names = content.items.iter().filter_map(|item| if let Item::Use(item) = item { Some(item) } else { None });
        let names = names.filter(|item| !is_for_tests(&item.attrs));
        let names = names.flat_map(|item| brought_in(item, &path, &children)).collect();
        let module = Module { file: file.to_owned(), content, children: children.clone(), names };
        self.0.insert(path.clone(), module);
        for child in children {
            let flat = format!("{folder}{child}.rs");
            let file = if sources.contains_key(&flat) { flat } else { format!("{folder}{child}/mod.rs") };
            let below = format!("{folder}{child}/");
            self.read(sources, &file, &below, [path.clone(), vec![child]].concat())?;
        }
        Ok(())
    }

    /// The file with the item at a path. None for a module itself: what is used of it has a path of its own.
    fn file_of(&self, path: &[String], steps: u32) -> Option<&str> {
        let steps = steps.checked_sub(1)?;
        if self.0.contains_key(path) && !self.is_item_too(path) {
            return None;
        }
        // The module that goes furthest, and the name of something in it.
        let (module, name, rest) = (0..path.len()).rev().find_map(|length| {
            let (module, rest) = path.split_at_checked(length)?;
            let (name, rest) = rest.split_first()?;
            Some((self.0.get(module)?, name, rest))
        })?;
        if let Some((_, target)) = module.names.iter().find(|(known, _)| known == name) {
            return self.file_of(&[target.as_slice(), rest].concat(), steps);
        }
        let globs = module.names.iter().filter(|(known, _)| known == "*").filter_map(|(_, glob)| self.0.get(glob));
        let mut candidates = std::iter::once(module).chain(globs).filter(|module| defines(&module.content, name));
        Some(&candidates.next().unwrap_or(module).file)
    }

    /// True if the path of a module is that of a re-exported item, too.
    fn is_item_too(&self, path: &[String]) -> bool {
        let Some((name, parent)) = path.split_last() else { return false };
        let names = self.0.get(parent).map_or(&[][..], |module| &module.names);
        names.iter().any(|(known, target)| known == name && target != path)
    }
}

/// The modules with files of their own that a file declares.
fn declared(content: &syn::File) -> impl Iterator<Item = String> {
    content.items.iter().filter_map(|item| match item {
        Item::Mod(item) if item.content.is_none() && !is_for_tests(&item.attrs) => Some(item.ident.to_string()),
        _ => None,
    })
}

/// True if a file has an item of that name, which is not brought in.
fn defines(content: &syn::File, name: &str) -> bool {
    content.items.iter().any(|item| match item {
        Item::Const(item) => item.ident == name,
        Item::Enum(item) => item.ident == name,
        Item::Fn(item) => item.sig.ident == name,
        Item::Static(item) => item.ident == name,
        Item::Struct(item) => item.ident == name,
        Item::Trait(item) => item.ident == name,
        Item::Type(item) => item.ident == name,
        _ => false,
    })
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

/// The names that a `use` in the module at `path` brings in, of this crate.
fn brought_in(item: &ItemUse, path: &[String], children: &[String]) -> Vec<(String, Path)> {
    let mut found = Vec::new();
    flatten(&item.tree, Vec::new(), &mut found);
    let absolute = |(name, segments): (String, Path)| Some((name, absolute(&segments, path, children)?));
    found.into_iter().filter_map(absolute).collect()
}

fn flatten(tree: &UseTree, mut before: Path, found: &mut Vec<(String, Path)>) {
    match tree {
        UseTree::Path(tree) => {
            before.push(tree.ident.to_string());
            flatten(&tree.tree, before, found);
        }
        UseTree::Name(tree) if tree.ident == "self" => found.push((before.last().cloned().unwrap_or_default(), before)),
        UseTree::Name(tree) => {
            before.push(tree.ident.to_string());
            found.push((tree.ident.to_string(), before));
        }
        UseTree::Rename(tree) => {
            if tree.ident != "self" {
                before.push(tree.ident.to_string());
            }
            found.push((tree.rename.to_string(), before));
        }
        UseTree::Glob(_) => found.push(("*".to_owned(), before)),
        UseTree::Group(tree) => tree.items.iter().for_each(|tree| flatten(tree, before.clone(), found)),
    }
}

/// A path in the module at `at`, from the crate's root on. None where it begins with another crate, or with a name.
fn absolute(segments: &[String], at: &[String], children: &[String]) -> Option<Path> {
    let (first, rest) = segments.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([at, rest].concat()),
        "super" => {
            let (_, parent) = at.split_last()?;
            let is_above = rest.first().is_some_and(|next| next == "super");
            if is_above { absolute(rest, parent, &[]) } else { Some([parent, rest].concat()) }
        }
        _ => children.contains(first).then(|| [at, segments].concat()),
    }
}

/// Collects the paths in a file's code.
struct Paths<'m> {
    module: &'m Module,
    /// The module under the visitor: that of the file, or one that is written within it.
    at: Path,
    found: Vec<Path>,
}

impl Paths<'_> {
    /// Takes a path that begins with `crate`, `self`, `super`, a module below, or a name that a `use` has brought in.
    fn take(&mut self, segments: &[String]) {
        if let Some(path) = absolute(segments, &self.at, &self.module.children) {
            self.found.push(path);
        } else if let Some((first, rest)) = segments.split_first()
            && let Some((_, target)) = self.module.names.iter().find(|(name, _)| name == first)
        {
            self.found.push([target.as_slice(), rest].concat());
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.at.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.at.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        // What is only handed on is no import: who uses it imports the file that has it.
        let is_handed_on = !matches!(item.vis, syn::Visibility::Inherited);
        if is_handed_on || is_for_tests(&item.attrs) {
            return;
        }
        let mut found = Vec::new();
        flatten(&item.tree, Vec::new(), &mut found);
        for (_, segments) in found {
            self.take(&segments);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.take(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        }
        visit::visit_path(self, path);
    }
}

#[cfg(test)]
mod tests;
