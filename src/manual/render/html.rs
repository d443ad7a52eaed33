//! A page that needs nothing else: screen, dark, and paper.

use super::super::document::{Block, Document, Figure, Inline, Paper, Table, TableStyle};
use super::super::escape::{css_string, escape};
use super::super::wording::wording;
use super::{is_blank, nothing};
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

impl Document {
    /// The document as one HTML page that needs nothing else.
    #[must_use]
    pub fn to_html(&self) -> String {
        let words = wording(&self.language);
        let mut out = String::with_capacity(64 * 1024);
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body{}>\n",
            escape(self.language.code()),
            escape(&self.title),
            self.running_heads(),
            match self.paper {
                Paper::Upright => "",
                Paper::Lying => " class=\"wide\"",
                Paper::Small => " class=\"small\"",
            },
        );
        let _ = write!(out, "<nav class=\"site\" aria-label=\"{}\">", escape(words.index));
        if self.name != "index" {
            let _ = write!(out, "<a href=\"index.html\">{}</a>", escape(words.index));
        }
        out.push_str("<span class=\"languages\">");
        for (language, file) in &self.siblings {
            let _ = write!(
                out,
                "<a href=\"{}.html\" hreflang=\"{1}\" lang=\"{1}\">{2}</a>",
                escape(file),
                escape(language.code()),
                escape(wording(language).language_name)
            );
        }
        out.push_str("</span></nav>\n<main>\n");
        self.html_header(&mut out);
        for block in &self.blocks {
            self.html_block(block, &mut out);
        }
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

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

    fn html_header(&self, out: &mut String) {
        let h = &self.header;
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
        html_text(&self.title, out);
        out.push_str("</h1></div><dl>");
        for (label, value) in &h.particulars {
            let _ = write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), escape(value));
        }
        out.push_str("</dl></header>\n");
    }

    fn html_block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Heading(level, id, text) => {
                let _ = write!(out, "<h{level} id=\"{}\">", escape(id));
                html_text(text, out);
                let _ = writeln!(out, "</h{level}>");
            }
            Block::Paragraph(line) => {
                out.push_str("<p>");
                html_line(line, out);
                out.push_str("</p>\n");
            }
            Block::Note(line) => {
                out.push_str("<p class=\"note\">");
                html_line(line, out);
                out.push_str("</p>\n");
            }
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    out.push_str("<li>");
                    html_line(item, out);
                    out.push_str("</li>\n");
                }
                out.push_str("</ul>\n");
            }
            Block::Title(text) => {
                out.push_str("<p class=\"title\">");
                html_text(text, out);
                out.push_str("</p>\n");
            }
            Block::PageBreak => out.push_str("<hr class=\"page\">\n"),
            Block::Table(table) => html_table(table, out),
            Block::Figure(figure) => html_figure(figure, out),
            Block::Contents => {
                let _ = write!(
                    out,
                    "<nav class=\"contents\" aria-label=\"{0}\"><p>{0}</p><ul>",
                    escape(wording(&self.language).contents)
                );
                for (level, id, text) in self.contents() {
                    let _ = write!(out, "<li class=\"l{level}\"><a href=\"#{}\">{}</a></li>", escape(id), escape(text));
                }
                out.push_str("</ul></nav>\n");
            }
        }
    }
}

fn html_line(line: &[Inline], out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) => html_text(text, out),
            Inline::Strong(text) => {
                out.push_str("<strong>");
                html_text(text, out);
                out.push_str("</strong>");
            }
            Inline::Link(text, to) => {
                let _ = write!(out, "<a href=\"{}\">", escape(to));
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

/// A short table is not torn between two pages; one with few rows of much text is, or it would leave half a page empty.
fn is_short(table: &Table) -> bool {
    let written = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) | Inline::Mark(text) => text.chars().count(),
        Inline::Break | Inline::Blank => 0,
    };
    table.rows.len() <= 6 && table.rows.iter().flatten().flatten().map(written).sum::<usize>() <= 500
}

fn html_table(table: &Table, out: &mut String) {
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
                let mut below = heads.by_ref().take(usize::from(*span));
                let _ = match (group.is_empty(), below.next()) {
                    (true, Some(head)) => {
                        let _ = write!(out, "<th scope=\"col\" rowspan=\"2\">{}</th>", escape(head));
                        below.try_for_each(|head| write!(out, "<th scope=\"col\" rowspan=\"2\">{}</th>", escape(head)))
                    }
                    _ => {
                        below.for_each(drop);
                        write!(out, "<th scope=\"colgroup\" colspan=\"{span}\">{}</th>", escape(group))
                    }
                };
            }
            out.push_str("</tr>");
        }
        out.push_str("<tr>");
        for head in table.heads_below() {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(head));
        }
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
            html_line(if is_blank(table, cell) { &nothing } else { cell }, out);
            out.push_str(close);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn html_figure(figure: &Figure, out: &mut String) {
    out.push_str(if figure.wide { "<figure class=\"wide\">" } else { "<figure>" });
    if figure.pages.len() > 1 || figure.wide {
        let _ = write!(out, "<div class=\"screen\">{}</div><div class=\"paper\">", figure.svg);
        for (i, page) in figure.pages.iter().enumerate() {
            let _ = write!(out, "<div class=\"sheet\">{page}");
            // On paper the caption belongs to the last sheet, so that no page begins with it alone.
            if i + 1 == figure.pages.len() {
                let _ = write!(out, "<p class=\"caption\">{}</p>", escape(&figure.caption));
            }
            out.push_str("</div>");
        }
        out.push_str("</div>");
    } else {
        out.push_str(&figure.svg);
    }
    let _ = writeln!(out, "<figcaption>{}</figcaption></figure>", escape(&figure.caption));
}
