//! The container: parts, what they are, and how they refer to each other.

use super::xml::Xml;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Whom a relationship of the document leads to.
struct Relation {
    kind: &'static str,
    target: String,
    external: bool,
}

/// A package while it is filled.
#[derive(Default)]
pub(super) struct Package {
    /// Parts below `word/`: name, kind (none for pictures), content (none of those that documents share).
    parts: Vec<(String, Option<&'static str>, Option<Vec<u8>>)>,
    relations: Vec<Relation>,
}

impl Package {
    /// Adds a part below `word/`; the name by which the document knows it.
    pub fn part(&mut self, name: &str, kind: &'static str, content: Vec<u8>) -> String {
        self.parts.push((name.to_owned(), Some(kind), Some(content)));
        self.relate(kind, name.to_owned(), false)
    }
    /// Says that there is a part which all documents share.
    pub fn shared(&mut self, name: &str, kind: &'static str) {
        self.parts.push((name.to_owned(), Some(kind), None));
        self.relate(kind, name.to_owned(), false);
    }
    /// Adds a picture.
    pub fn picture(&mut self, content: Vec<u8>) -> String {
        let number = self.parts.iter().filter(|(_, kind, _)| kind.is_none()).count() + 1;
        let name = format!("media/image{number}.emf");
        self.parts.push((name.clone(), None, Some(content)));
        self.relate("image", name, false)
    }
    /// A link to somewhere else; one for each place.
    pub fn link(&mut self, target: &str) -> String {
        match self.relations.iter().position(|r| r.external && r.target == target) {
            Some(known) => format!("rId{}", known + 1),
            None => self.relate("hyperlink", target.to_owned(), true),
        }
    }
    fn relate(&mut self, kind: &'static str, target: String, external: bool) -> String {
        self.relations.push(Relation { kind, target, external });
        format!("rId{}", self.relations.len())
    }

    /// The file, with the archive of shared parts: the same parts give the same bytes, so there is no time in it.
    pub fn bytes(self, document: Vec<u8>, properties: Vec<u8>, shared: &[u8]) -> Vec<u8> {
        let mut all = vec![
            ("[Content_Types].xml".to_owned(), self.types()),
            ("_rels/.rels".to_owned(), roots()),
            ("docProps/core.xml".to_owned(), properties),
            ("word/document.xml".to_owned(), document),
            ("word/_rels/document.xml.rels".to_owned(), self.relationships()),
        ];
        let own = self.parts.into_iter().filter_map(|(name, _, content)| Some((format!("word/{name}"), content?)));
        all.extend(own);
        // Writing to memory fails only beyond four gigabytes.
        zipped(&all, Some(shared)).unwrap_or_default()
    }

    fn types(&self) -> Vec<u8> {
        Xml::part("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
            for (ending, kind) in [
                ("emf", "image/x-emf"),
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
            ] {
                xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
            }
            let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
            part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
            part("/word/document.xml", &format!("{WORD}.document.main+xml"));
            for (name, kind, _) in &self.parts {
                match kind {
                    Some("theme") => part(&format!("/word/{name}"), "application/vnd.openxmlformats-officedocument.theme+xml"),
                    Some(kind) => part(&format!("/word/{name}"), &format!("{WORD}.{kind}+xml")),
                    None => {}
                }
            }
        })
    }

    fn relationships(&self) -> Vec<u8> {
        Xml::part("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
            for (i, relation) in self.relations.iter().enumerate() {
                let (id, kind) = (format!("rId{}", i + 1), format!("{OFFICE}/{}", relation.kind));
                let mut attributes = vec![("Id", &*id), ("Type", &kind), ("Target", &relation.target)];
                if relation.external {
                    attributes.push(("TargetMode", "External"));
                }
                xml.empty("Relationship", &attributes);
            }
        })
    }
}

/// Where reading begins.
fn roots() -> Vec<u8> {
    Xml::part("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        let kinds = [
            ("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"),
            ("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ];
        for (id, kind, target) in &kinds {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    })
}

/// Packs files, and the files of an archive with them.
pub(super) fn zipped(files: &[(String, Vec<u8>)], packed: Option<&[u8]>) -> zip::result::ZipResult<Vec<u8>> {
    let size = files.iter().map(|(_, content)| content.len()).sum::<usize>();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size / 6 + 4096)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(2))
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(content)?;
    }
    if let Some(packed) = packed {
        zip.merge_archive(ZipArchive::new(Cursor::new(packed))?)?;
    }
    Ok(zip.finish()?.into_inner())
}
