//! What printpdf does not write: tag tree, links, bookmarks, page labels, metadata, stable ids.
use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::PdfError;
use super::cover::Made;
use super::face::{Faces, Weight};
use super::sheet::{Link, Target};
use super::tree::{Kid, Node, Role, Title};
use super::xmp;
use crate::domain::statement::Statement;

const PROFILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sRGB.icc"));

type Places = BTreeMap<usize, (usize, i64)>;

/// The annotation of a link: object, sheet, and its key in the parent tree.
type Annotations = BTreeMap<usize, (ObjectId, usize, i64)>;

pub(super) fn finish(
    document: &mut Document,
    faces: &Faces,
    (statement, json): (&Statement, &str),
    made: &Made,
    places: &Places,
) -> Result<(), PdfError> {
    "1.7".clone_into(&mut document.version);
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let (annotations, next_key) = links(document, &pages, made)?;
    let tree = Tagger {
        heights: made.sheets.iter().map(|sheet| sheet.paper.height).collect(),
        parents: vec![BTreeMap::new(); pages.len()],
        link_parents: BTreeMap::new(),
        document,
        pages: &pages,
        places,
        annotations: &annotations,
    };
    let root = tree.tag(made, statement.lang.tag(), next_key);
    let outlines = bookmarks(document, &pages, made);
    embed(document, faces);
    let intent = output_intent(document);
    let metadata = xmp::metadata(statement);
    let stream = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    let metadata = document.add_object(Stream::new(stream, metadata).with_compression(false));
    information(document, statement, json);
    let catalogue = document.catalog_mut()?;
    catalogue.set("StructTreeRoot", root);
    catalogue.set("MarkInfo", dictionary! { "Marked" => true });
    catalogue.set("Lang", text(statement.lang.tag()));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalogue.set("Metadata", metadata);
    catalogue.set("OutputIntents", vec![Object::from(intent)]);
    catalogue.set("Outlines", outlines);
    catalogue.set("PageMode", name("UseOutlines"));
    let labels: Vec<Object> = vec![0.into(), dictionary! { "S" => name("D") }.into()];
    catalogue.set("PageLabels", dictionary! { "Nums" => labels });
    Ok(())
}

/// The common characters are embedded with the bytes that were compressed once.
fn embed(document: &mut Document, faces: &Faces) {
    let cuts = [Weight::Regular, Weight::Bold].map(|weight| faces.cut(weight));
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let packed = cuts.iter().find(|cut| cut.common.original_bytes == stream.content);
        if let Some(cut) = packed {
            stream.dict.set("Length1", number(stream.content.len()));
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(cut.packed.clone());
            stream.allows_compression = false;
        }
    }
}

/// PDF/A: the colours of the document are those of sRGB.
fn output_intent(document: &mut Document) -> ObjectId {
    let profile = Stream::new(dictionary! { "N" => 3 }, PROFILE.to_vec());
    let profile = document.add_object(profile);
    document.add_object(dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// A text: ASCII as it is, anything else as UTF-16.
fn text(said: &str) -> Object {
    if said.is_ascii() {
        return Object::String(said.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(said.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn name(said: &str) -> Object {
    Object::Name(said.as_bytes().to_vec())
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The view of a page from this height down.
fn destination(page: ObjectId, top: f32) -> Object {
    Object::Array(vec![page.into(), name("XYZ"), Object::Null, top.into(), Object::Null])
}

/// Where a link leads, as the entry of its annotation.
fn target(link: &Link, pages: &[ObjectId], made: &Made) -> Option<(&'static str, Object)> {
    match &link.to {
        Target::Place(sheet, down) => {
            let top = made.sheets.get(*sheet)?.paper.height - down + 6.0;
            Some(("Dest", destination(*pages.get(*sheet)?, top)))
        }
        Target::Address(address) => {
            let action = dictionary! { "S" => name("URI"), "URI" => text(address) };
            Some(("A", action.into()))
        }
    }
}

/// Each link as an annotation of its own, with what it says.
fn links(
    document: &mut Document,
    pages: &[ObjectId],
    made: &Made,
) -> Result<(Annotations, i64), PdfError> {
    let mut annotations = Annotations::new();
    let mut key = number(pages.len());
    for (n, (page, sheet)) in pages.iter().zip(&made.sheets).enumerate() {
        let mut references: Vec<Object> = Vec::new();
        for link in &sheet.links {
            let [x, y, width, height] = link.area;
            let top = sheet.paper.height - y;
            let Some((key_of_target, target)) = target(link, pages, made) else { continue };
            let rect = vec![x.into(), (top - height).into(), (x + width).into(), top.into()];
            let border: Vec<Object> = vec![0.into(), 0.into(), 0.into()];
            let id = document.add_object(dictionary! {
                "Type" => name("Annot"),
                "Subtype" => name("Link"),
                "Rect" => Object::Array(rect),
                "Border" => border,
                "F" => 4,
                "Contents" => text(&link.says),
                key_of_target => target,
                "StructParent" => key,
            });
            annotations.insert(link.id, (id, n, key));
            references.push(id.into());
            key += 1;
        }
        let page = document.get_object_mut(*page)?.as_dict_mut()?;
        page.set("StructParents", number(n));
        page.set("Tabs", name("S"));
        if references.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", references);
        }
    }
    Ok((annotations, key))
}

struct Tagger<'a> {
    document: &'a mut Document,
    pages: &'a [ObjectId],
    heights: Vec<f32>,
    places: &'a Places,
    annotations: &'a Annotations,
    /// For each sheet: marked content to its element.
    parents: Vec<BTreeMap<i64, ObjectId>>,
    link_parents: BTreeMap<i64, ObjectId>,
}

impl Tagger<'_> {
    fn tag(mut self, made: &Made, lang: &str, next_key: i64) -> ObjectId {
        let (root, top) = (self.document.new_object_id(), self.document.new_object_id());
        let mut kids: Vec<Object> = Vec::new();
        for kid in &made.tree {
            if let Kid::Node(node) = kid {
                kids.push(self.element(node, top).into());
            }
        }
        let mut numbers: Vec<Object> = Vec::new();
        for (n, parents) in self.parents.iter().enumerate() {
            numbers.push(number(n).into());
            numbers.push(parents.values().map(|id| Object::from(*id)).collect::<Vec<_>>().into());
        }
        for (key, parent) in &self.link_parents {
            numbers.push((*key).into());
            numbers.push((*parent).into());
        }
        let parent_tree = self.document.add_object(dictionary! { "Nums" => numbers });
        let element = dictionary! {
            "Type" => name("StructElem"),
            "S" => name("Document"),
            "P" => root,
            "Lang" => text(lang),
            "K" => kids,
        };
        self.document.set_object(top, element);
        let tree = dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => Object::from(vec![Object::from(top)]),
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => next_key,
        };
        self.document.set_object(root, tree);
        root
    }

    fn element(&mut self, node: &Node, parent: ObjectId) -> ObjectId {
        let id = self.document.new_object_id();
        let mut element = dictionary! { "S" => name(&node.role.name()), "P" => parent };
        if let Some(alt) = &node.alt {
            element.set("Alt", text(alt));
        }
        if let Some(attributes) = self.attributes(node) {
            element.set("A", attributes);
        }
        if node.role == Role::Note {
            element.set("ID", text(&format!("note-{}", id.0)));
        }
        if let Some((page, content)) = self.only_content(node, id) {
            element.set("Pg", page);
            element.set("K", content);
        } else {
            let kids = node.kids.iter().filter_map(|kid| self.kid(kid, id));
            let kids: Vec<Object> = kids.collect();
            element.set("K", kids);
        }
        self.document.set_object(id, element);
        id
    }

    /// The page and the number of the content of an element that holds one piece and nothing else,
    /// as most do: it is said more shortly.
    fn only_content(&mut self, node: &Node, id: ObjectId) -> Option<(ObjectId, i64)> {
        let [Kid::Leaf(leaf)] = node.kids.as_slice() else { return None };
        let (sheet, content) = *self.places.get(leaf)?;
        let page = *self.pages.get(sheet)?;
        self.parents.get_mut(sheet)?.insert(content, id);
        Some((page, content))
    }

    fn kid(&mut self, kid: &Kid, parent: ObjectId) -> Option<Object> {
        match kid {
            Kid::Node(node) => Some(self.element(node, parent).into()),
            Kid::Leaf(leaf) => {
                let (sheet, content) = *self.places.get(leaf)?;
                self.parents.get_mut(sheet)?.insert(content, parent);
                let page = *self.pages.get(sheet)?;
                Some(dictionary! { "Type" => name("MCR"), "Pg" => page, "MCID" => content }.into())
            }
            Kid::Link(link) => {
                let (object, sheet, key) = *self.annotations.get(link)?;
                self.link_parents.insert(key, parent);
                let page = *self.pages.get(sheet)?;
                Some(dictionary! { "Type" => name("OBJR"), "Pg" => page, "Obj" => object }.into())
            }
        }
    }

    fn attributes(&self, node: &Node) -> Option<Dictionary> {
        let scope = |scope: &str| dictionary! { "O" => name("Table"), "Scope" => name(scope) };
        match node.role {
            Role::ColumnHeader => Some(scope("Column")),
            Role::RowHeader => Some(scope("Row")),
            Role::List => {
                let numbering = name("None");
                Some(dictionary! { "O" => name("List"), "ListNumbering" => numbering })
            }
            Role::Figure => {
                let (sheet, [x, y, width, height]) = node.area?;
                let top = self.heights.get(sheet)? - y;
                let area: Vec<Object> =
                    vec![x.into(), (top - height).into(), (x + width).into(), top.into()];
                let (owner, placement) = (name("Layout"), name("Block"));
                Some(dictionary! { "O" => owner, "Placement" => placement, "BBox" => area })
            }
            Role::Section
            | Role::Heading(_)
            | Role::Paragraph
            | Role::Item
            | Role::Label
            | Role::Body
            | Role::Table
            | Role::Head
            | Role::Rows
            | Role::Row
            | Role::Cell
            | Role::Caption
            | Role::Contents
            | Role::ContentsItem
            | Role::Link
            | Role::Note => None,
        }
    }
}

/// Bookmarks mirror the headings: each hangs below the last one of a higher level.
fn bookmarks(document: &mut Document, pages: &[ObjectId], made: &Made) -> ObjectId {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = made.titles.iter().map(|_| document.new_object_id()).collect();
    let mut kids: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    let mut open: Vec<(u8, ObjectId)> = vec![(0, root)];
    let mut parents = Vec::new();
    for (title, id) in made.titles.iter().zip(&ids) {
        open.retain(|(level, _)| *level < title.level);
        let parent = open.last().map_or(root, |(_, id)| *id);
        kids.entry(parent).or_default().push(*id);
        parents.push(parent);
        open.push((title.level, *id));
    }
    for ((title, id), parent) in made.titles.iter().zip(&ids).zip(parents) {
        let siblings = kids.get(&parent).cloned().unwrap_or_default();
        let place = siblings.iter().position(|sibling| sibling == id).unwrap_or(0);
        let mut item = bookmark(title, parent, pages, made);
        if let Some(previous) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            item.set("Prev", *previous);
        }
        if let Some(next) = siblings.get(place + 1) {
            item.set("Next", *next);
        }
        hang(&mut item, kids.get(id));
        document.set_object(*id, item);
    }
    let mut outlines = dictionary! { "Type" => name("Outlines") };
    hang(&mut outlines, kids.get(&root));
    document.set_object(root, outlines);
    root
}

fn bookmark(title: &Title, parent: ObjectId, pages: &[ObjectId], made: &Made) -> Dictionary {
    let mut item = dictionary! { "Title" => text(&title.text), "Parent" => parent };
    if let (Some(page), Some(sheet)) = (pages.get(title.sheet), made.sheets.get(title.sheet)) {
        item.set("Dest", destination(*page, sheet.paper.height - title.y + 6.0));
    }
    item
}

fn hang(item: &mut Dictionary, kids: Option<&Vec<ObjectId>>) {
    if let Some((first, last)) = kids.and_then(|kids| Some((*kids.first()?, *kids.last()?))) {
        item.set("First", first);
        item.set("Last", last);
        item.set("Count", number(kids.map_or(0, Vec::len)));
    }
}

/// The information dictionary and the file id, both from the content alone.
fn information(document: &mut Document, statement: &Statement, json: &str) {
    let day: String = statement.day.chars().filter(char::is_ascii_digit).collect();
    let date = format!("D:{day}000000Z");
    let information = dictionary! {
        "Title" => text(&xmp::title(statement)),
        "Author" => text(&statement.organisation),
        "Subject" => text(&statement.kind),
        "Keywords" => text(&xmp::identifier(statement)),
        "Creator" => text("loneliness-test"),
        "Producer" => text("loneliness-test"),
        "CreationDate" => text(&date),
        "ModDate" => text(&date),
    };
    let information = document.add_object(information);
    document.trailer.set("Info", information);
    let digest = Sha256::digest(json);
    let id = Object::String(digest.get(..16).unwrap_or(&[]).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}
