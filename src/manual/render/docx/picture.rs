//! Drawings on a page.

use super::drawing::{Drawing, read};
use super::emf::metafile;
use super::package::Package;
use super::xml::Xml;

/// English metric units in a pixel of 1/96 inch, and in a twentieth of a point.
const PIXEL: f64 = 9525.0;
const TWENTIETH: f64 = 635.0;

/// A drawing, read, and its size on paper in English metric units.
pub(super) struct Picture {
    drawing: Drawing,
    pub width: u64,
    pub height: u64,
}

impl Picture {
    /// Reads a drawing that has this much room, in twentieths of a point: smaller if need be, never larger.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes on paper")]
    pub fn of(svg: &str, wide: u32, tall: u32) -> Self {
        let drawing = read(svg);
        let (width, height) = (drawing.width.clamp(1.0, 1e5) * PIXEL, drawing.height.clamp(1.0, 1e5) * PIXEL);
        let scale = 1f64.min(f64::from(wide) * TWENTIETH / width).min(f64::from(tall) * TWENTIETH / height);
        Self { drawing, width: (width * scale) as u64, height: (height * scale) as u64 }
    }

    /// Puts it into a paragraph; `number` is its own in the document.
    pub fn write(&self, xml: &mut Xml, package: &mut Package, number: usize, caption: &str) {
        let id = package.picture(metafile(&self.drawing));
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let title = if self.drawing.title.is_empty() { caption } else { &self.drawing.title };
        let described = if self.drawing.description.is_empty() { title } else { &self.drawing.description };
        let (number, name) = (number.to_string(), format!("image{number}"));
        let names = [("id", &*number), ("name", &*name), ("descr", described), ("title", title)];
        let size = [("cx", &*width), ("cy", &*height)];
        xml.within("w:r", &[], |xml| {
            xml.within("w:drawing", &[], |xml| {
                xml.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
                    xml.empty("wp:extent", &size);
                    xml.empty("wp:docPr", &names);
                    xml.within("wp:cNvGraphicFramePr", &[], |xml| xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]));
                    let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                    xml.within("a:graphic", &[], |xml| {
                        xml.within("a:graphicData", &[("uri", kind)], |xml| {
                            xml.within("pic:pic", &[], |xml| {
                                xml.within("pic:nvPicPr", &[], |xml| {
                                    xml.empty("pic:cNvPr", &[("id", &number), ("name", &name)]);
                                    xml.empty("pic:cNvPicPr", &[]);
                                });
                                xml.within("pic:blipFill", &[], |xml| {
                                    xml.empty("a:blip", &[("r:embed", &id)]);
                                    xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                                });
                                xml.within("pic:spPr", &[], |xml| {
                                    xml.within("a:xfrm", &[], |xml| {
                                        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                        xml.empty("a:ext", &size);
                                    });
                                    xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                                });
                            });
                        });
                    });
                });
            });
        });
    }
}
