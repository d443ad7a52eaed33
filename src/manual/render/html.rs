//! A page that needs nothing else: screen, dark, and paper.

use super::super::document::{Block, Document, Figure, Inline, Paper, Table, TableStyle};
use super::super::escape::{css_string, escape};
use super::super::wording::wording;
use super::{File, Format, is_blank, nothing};
use crate::model::value::Language;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The style of every page: screen, dark, and A4 in print.
const STYLE: &str = include_str!("style.css");

/// Text between tags. A code, a number of an act, a date stay on one line where there is room: a
/// browser would break them at the hyphen or the slash.
fn html_text(text: &str, out: &mut String) {
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if word.contains(['-', '/']) && word.contains(|c: char| c.is_ascii_digit()) {
            let _ = write!(out, "<span class=\"code\">{}</span>", escape(word));
        } else {
            out.push_str(&escape(word));
        }
    }
}

/// The pattern that charts fill bars with.
const PATTERN: &str = "qt-rises";

/// What every page brings along to be searched, and to be read by keyboard.
const SCRIPT: &str = include_str!("site.js");

/// How a page of a site finds its style.
const LINK: &str = "<link rel=\"stylesheet\" href=\"../style.css\">\n";

/// What the pages of a site share, beside its folders.
pub(in crate::manual) fn shared_files() -> [File; 2] {
    [File::new("style.css", STYLE), File::new("site.js", SCRIPT)]
}

impl Document {
    /// The document as one HTML page that needs nothing else.
    #[must_use]
    pub fn to_html(&self) -> String {
        Html::of(self, None, &[]).page(false)
    }

    /// The same as a page of a site: it shares style and script with the others, can be searched, and leads to the document in these other forms.
    pub(in crate::manual) fn to_html_of_site(&self, forms: &[Format]) -> String {
        Html::of(self, None, forms).page(true)
    }

    /// The same as a part of one file with all documents.
    pub(in crate::manual) fn to_article(&self, forms: &[Format]) -> String {
        let place = format!("{}/{}", self.language.code(), self.name);
        let mut out = String::with_capacity(64 * 1024);
        let html = Html::of(self, Some(&place), forms);
        let class = self.paper_class();
        let _ = writeln!(out, "<article id=\"{}\" lang=\"{}\"{class}>", escape(&place), escape(self.language.code()));
        html.links(&mut out);
        html.body(&mut out);
        out.push_str("</article>\n");
        out
    }

    const fn paper_class(&self) -> &'static str {
        match self.paper {
            Paper::Upright => "",
            Paper::Lying => " class=\"wide\"",
            Paper::Small => " class=\"small\"",
        }
    }
}

/// One file that holds every document, each shown when it is gone to; and what is searched, as a script.
pub(in crate::manual) fn single_file(title: &str, language: &Language, articles: &[&str], index: &str) -> String {
    let mut out = String::with_capacity(articles.iter().map(|article| article.len()).sum::<usize>() + index.len() + 16 * 1024);
    begin(&mut out, language, title, &format!("<style>\n{STYLE}</style>\n"));
    out.push_str(" class=\"all\">\n");
    search(&mut out, language, None);
    out.push_str("<main>\n");
    out.extend(articles.iter().copied());
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n<script>\n{index}</script>\n</body>\n</html>\n");
    out
}

/// Everything up to the attributes of the body.
fn begin(out: &mut String, language: &Language, title: &str, style: &str) {
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n{style}</head>\n<body",
        escape(language.code()),
        escape(title),
    );
}

/// The box to search in; it appears where scripts run.
fn search(out: &mut String, language: &Language, index: Option<&str>) {
    let words = wording(language);
    let from = index.map_or_else(String::new, |index| format!(" data-index=\"{}\"", escape(index)));
    let _ = writeln!(
        out,
        "<form class=\"search\" role=\"search\" hidden{from} data-none=\"{}\"><label><span>{}</span> \
         <input type=\"search\" autocomplete=\"off\" placeholder=\"{}\"></label><ul aria-live=\"polite\"></ul></form>",
        escape(words.search_none),
        escape(words.search),
        escape(words.search_hint),
    );
}

/// A document while it is written as a page, or within one file with all others.
struct Html<'a> {
    document: &'a Document,
    /// Where it stands in a file with others.
    within: Option<&'a str>,
    /// Other forms in which it lies beside this one.
    forms: &'a [Format],
    /// How many drawings with patterns there were so far.
    drawings: std::cell::Cell<usize>,
}

impl<'a> Html<'a> {
    const fn of(document: &'a Document, within: Option<&'a str>, forms: &'a [Format]) -> Self {
        Self { document, within, forms, drawings: std::cell::Cell::new(0) }
    }

    fn page(&self, searched: bool) -> String {
        let document = self.document;
        let words = wording(&document.language);
        let mut out = String::with_capacity(64 * 1024);
        let heads = document.running_heads();
        let style = match (searched, heads.is_empty()) {
            (false, _) => format!("<style>\n{STYLE}{heads}</style>\n"),
            (true, true) => LINK.to_owned(),
            (true, false) => format!("{LINK}<style>\n{heads}</style>\n"),
        };
        begin(&mut out, &document.language, &document.title, &style);
        let _ = write!(out, "{}>\n<a class=\"skip\" href=\"#page-content\">{}</a>\n", document.paper_class(), escape(words.skip));
        self.links(&mut out);
        if searched {
            search(&mut out, &document.language, Some("search.js"));
        }
        out.push_str("<main id=\"page-content\">\n");
        self.body(&mut out);
        out.push_str("</main>\n");
        if searched {
            out.push_str("<script src=\"../site.js\"></script>\n");
        }
        out.push_str("</body>\n</html>\n");
        out
    }

    /// The way to the index, and to the same document in other languages.
    fn links(&self, out: &mut String) {
        let words = wording(&self.document.language);
        if self.document.name == "index" && self.document.siblings.is_empty() {
            return;
        }
        let _ = write!(out, "<nav class=\"site\" aria-label=\"{}\">", escape(words.documents_of_the_system));
        if self.document.name != "index" {
            let _ = write!(out, "<a href=\"{}\">{}</a>", escape(&self.link("index.html")), escape(words.index));
        }
        if !self.forms.is_empty() {
            let _ = write!(out, "<span class=\"forms\">{}", escape(words.as_file));
            // One file with everything lies beside the folders of the languages.
            let folder = self.within.map_or_else(String::new, |_| format!("{}/", self.document.language.code()));
            for form in self.forms {
                let _ = write!(
                    out,
                    " <a href=\"{}\">{}</a>",
                    escape(&format!("{folder}{}.{}", self.document.name, form.ending())),
                    form.name()
                );
            }
            out.push_str("</span>");
        }
        out.push_str("<span class=\"languages\">");
        for (language, file) in &self.document.siblings {
            let _ = write!(
                out,
                "<a href=\"{}\" hreflang=\"{1}\" lang=\"{1}\">{2}</a>",
                escape(&self.link(&format!("{file}.html"))),
                escape(language.code()),
                escape(wording(language).language_name)
            );
        }
        out.push_str("</span></nav>\n");
    }

    fn body(&self, out: &mut String) {
        self.header(out);
        // Whoever goes from heading to heading meets no gap between levels: each is one below the one it stands in.
        let mut open: Vec<u8> = Vec::new();
        for block in &self.document.blocks {
            if let Block::Heading(level, id, text) = block {
                open.retain(|above| above < level);
                // The title of the page is the first level.
                let shown = open.len() + if *level == 1 { 1 } else { 2 };
                open.extend((*level > 1).then_some(*level));
                self.heading(shown, id, text, out);
            } else {
                self.block(block, out);
            }
        }
    }

    /// A name in the document; within one file, different from those of other documents.
    fn id<'i>(&self, id: &'i str) -> Cow<'i, str> {
        self.within.map_or(Cow::Borrowed(id), |place| Cow::Owned(format!("{place}/{id}")))
    }

    /// Where a link leads: within one file, to a part of it.
    fn link<'l>(&self, to: &'l str) -> Cow<'l, str> {
        let Some(place) = self.within.filter(|_| !to.contains(':')) else { return Cow::Borrowed(to) };
        let (file, anchor) = to.split_once('#').unwrap_or((to, ""));
        let anchor = if anchor.is_empty() { String::new() } else { format!("/{anchor}") };
        let folder = place.split('/').next().unwrap_or_default();
        Cow::Owned(match (file.strip_suffix(".html"), file.strip_prefix("../").and_then(|file| file.strip_suffix(".html"))) {
            _ if file.is_empty() => format!("#{place}{anchor}"),
            (_, Some(other)) => format!("#{other}{anchor}"),
            (Some(name), None) => format!("#{folder}/{name}{anchor}"),
            (None, None) => to.to_owned(),
        })
    }

    /// A drawing; its patterns have names that no other drawing of the page has.
    fn drawing<'d>(&self, svg: &'d str) -> Cow<'d, str> {
        if !svg.contains(PATTERN) {
            return Cow::Borrowed(svg);
        }
        self.drawings.set(self.drawings.get() + 1);
        let place = self.within.map_or_else(String::new, |place| format!("-{}", place.replace('/', "-")));
        Cow::Owned(svg.replace(PATTERN, &format!("{PATTERN}{place}-{}", self.drawings.get())))
    }
}

impl Document {
    /// What every printed page after the first says: whose document it is, which, and its issue.
    fn running_heads(&self) -> String {
        let h = &self.header;
        if h.organisation.is_empty() {
            return String::new();
        }
        let particulars: Vec<String> = h.particulars.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        let mut out = String::new();
        for (place, text) in
            [("top-left", &h.organisation), ("top-right", &self.title), ("bottom-left", &particulars.join(" · "))]
        {
            let _ = writeln!(out, "@page {{ @{place} {{ content: {}; }} }}", css_string(text));
        }
        out.push_str("@page :first { @top-left { content: none; } @top-right { content: none; } }\n");
        out
    }
}

impl Html<'_> {
    fn header(&self, out: &mut String) {
        let h = &self.document.header;
        if h.organisation.is_empty() {
            return;
        }
        let _ = write!(
            out,
            "<header class=\"head\"><div class=\"body\"><span>{}</span><strong>{}</strong></div><div class=\"what\"><span>{}</span><h1>",
            escape(&h.authority),
            escape(&h.organisation),
            escape(&h.kind),
        );
        html_text(&self.document.title, out);
        out.push_str("</h1></div><dl>");
        for (label, value) in &h.particulars {
            let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), escape(value));
        }
        out.push_str("</dl></header>\n");
    }

    fn heading(&self, level: usize, id: &str, text: &str, out: &mut String) {
        let _ = write!(out, "<h{level} id=\"{}\">", escape(&self.id(id)));
        html_text(text, out);
        let _ = writeln!(out, "</h{level}>");
    }

    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Paragraph(line) => {
                out.push_str("<p>");
                self.line(line, out);
                out.push_str("</p>\n");
            }
            Block::Note(line) => {
                out.push_str("<p class=\"note\">");
                self.line(line, out);
                out.push_str("</p>\n");
            }
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    out.push_str("<li>");
                    self.line(item, out);
                    out.push_str("</li>\n");
                }
                out.push_str("</ul>\n");
            }
            Block::Title(text) => {
                out.push_str("<p class=\"title\">");
                html_text(text, out);
                out.push_str("</p>\n");
            }
            Block::Heading(level, id, text) => self.heading(usize::from(*level), id, text, out),
            Block::PageBreak => out.push_str("<hr class=\"page\">\n"),
            Block::Table(table) => self.table(table, out),
            Block::Figure(figure) => self.figure(figure, out),
            Block::Contents => {
                let _ = write!(
                    out,
                    "<nav class=\"contents\" aria-label=\"{0}\"><p>{0}</p><ul>",
                    escape(wording(&self.document.language).contents)
                );
                for (level, id, text) in self.document.contents() {
                    let _ = write!(
                        out,
                        "<li class=\"l{level}\"><a href=\"{}\">{}</a></li>",
                        escape(&self.link(&format!("#{id}"))),
                        escape(text)
                    );
                }
                out.push_str("</ul></nav>\n");
            }
        }
    }

    fn line(&self, line: &[Inline], out: &mut String) {
        for inline in line {
            match inline {
                Inline::Text(text) => html_text(text, out),
                Inline::Strong(text) => {
                    out.push_str("<strong>");
                    html_text(text, out);
                    out.push_str("</strong>");
                }
                Inline::Link(text, to) => {
                    let _ = write!(out, "<a href=\"{}\">", escape(&self.link(to)));
                    html_text(text, out);
                    out.push_str("</a>");
                }
                Inline::Break => out.push_str("<br>"),
                Inline::Blank => out.push_str("<span class=\"blank\"></span>"),
                Inline::Mark(text) => {
                    let _ = write!(out, " <span class=\"mark\">{}</span>", escape(text));
                }
            }
        }
    }

    fn table(&self, table: &Table, out: &mut String) {
        let class = match table.style {
            TableStyle::Grid => "grid",
            TableStyle::Facts => "facts",
            TableStyle::Figures => "figures",
            TableStyle::Signatures => "signatures",
            TableStyle::Plain => "plain",
        };
        // What only stands side by side is no table to those who do not see it.
        let role = if table.style == TableStyle::Plain { " role=\"presentation\"" } else { "" };
        let short = if is_short(table) { " short" } else { "" };
        let _ = write!(out, "<div class=\"scroll\"><table class=\"{class}{short}\"{role}>");
        if !table.caption.is_empty() {
            let _ = write!(out, "<caption>{}</caption>", escape(&table.caption));
        }
        if !table.widths.is_empty() {
            out.push_str("<colgroup>");
            for width in &table.widths {
                let _ = write!(out, "<col style=\"width:{width}%\">");
            }
            out.push_str("</colgroup>");
        }
        if !table.head.is_empty() {
            out.push_str("<thead>");
            if !table.groups.is_empty() {
                out.push_str("<tr>");
                let mut heads = table.head.iter();
                for (group, span) in &table.groups {
                    let below = heads.by_ref().take(usize::from(*span));
                    if group.is_empty() {
                        below.for_each(|head| html_head(head, " rowspan=\"2\"", out));
                    } else {
                        below.for_each(drop);
                        let _ = write!(out, "<th scope=\"colgroup\" colspan=\"{span}\">{}</th>", escape(group));
                    }
                }
                out.push_str("</tr>");
            }
            out.push_str("<tr>");
            table.heads_below().for_each(|head| html_head(head, "", out));
            out.push_str("</tr></thead>");
        }
        out.push_str("<tbody>\n");
        let heads_rows = !matches!(table.style, TableStyle::Grid | TableStyle::Plain);
        let nothing = nothing();
        for row in &table.rows {
            out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                let (open, close) = if i == 0 && heads_rows { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                out.push_str(open);
                self.line(if is_blank(table, cell) { &nothing } else { cell }, out);
                out.push_str(close);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
    }

    fn figure(&self, figure: &Figure, out: &mut String) {
        out.push_str(if figure.wide { "<figure class=\"wide\">" } else { "<figure>" });
        if figure.pages.len() > 1 || figure.wide {
            let _ = write!(out, "<div class=\"screen\">{}</div><div class=\"paper\">", self.drawing(&figure.svg));
            for (i, page) in figure.pages.iter().enumerate() {
                let _ = write!(out, "<div class=\"sheet\">{}", self.drawing(page));
                // On paper the caption belongs to the last sheet, so that no page begins with it alone.
                if i + 1 == figure.pages.len() {
                    let _ = write!(out, "<p class=\"caption\">{}</p>", escape(&figure.caption));
                }
                out.push_str("</div>");
            }
            out.push_str("</div>");
        } else {
            out.push_str(&self.drawing(&figure.svg));
        }
        let _ = writeln!(out, "<figcaption>{}</figcaption></figure>", escape(&figure.caption));
    }
}

/// The head of a column; nothing is no name of one.
fn html_head(head: &str, span: &str, out: &mut String) {
    let _ = match head {
        "" => write!(out, "<td{span}></td>"),
        head => write!(out, "<th scope=\"col\"{span}>{}</th>", escape(head)),
    };
}

/// A short table is not torn between two pages; one with few rows of much text is, or it would leave half a page empty.
fn is_short(table: &Table) -> bool {
    let written = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) | Inline::Mark(text) => text.chars().count(),
        Inline::Break | Inline::Blank => 0,
    };
    table.rows.len() <= 6 && table.rows.iter().flatten().flatten().map(written).sum::<usize>() <= 500
}
