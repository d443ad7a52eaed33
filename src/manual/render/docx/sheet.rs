//! The sheets: sizes and margins in twentieths of a point, as administrative documents have them
//! (Decree 30/2020, Annex I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm).

use super::super::super::document::Paper;

/// A sheet and its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    pub width: u32,
    pub height: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
    /// From the edge to what stands at the head and the foot.
    pub head: u32,
    pub lying: bool,
    /// The size of tables in half points.
    pub table: u32,
    /// That of text.
    pub text: u32,
    /// That of heads and feet.
    pub small: u32,
}

/// Twentieths of a point in a millimetre, times a hundred.
const fn millimetres(mm: u32) -> u32 {
    (mm * 5669 + 50) / 100
}

impl Sheet {
    pub const fn of(paper: Paper) -> Self {
        let upright = Self {
            width: 11906,
            height: 16838,
            top: millimetres(20),
            right: millimetres(15),
            bottom: millimetres(20),
            left: millimetres(30),
            head: millimetres(10),
            lying: false,
            table: 24,
            text: 26,
            small: 22,
        };
        match paper {
            Paper::Upright => upright,
            Paper::Lying => Self { width: 16838, height: 11906, lying: true, table: 22, ..upright },
            Paper::Small => Self {
                width: 8391,
                height: 11906,
                top: millimetres(15),
                right: millimetres(12),
                bottom: millimetres(15),
                left: millimetres(20),
                head: millimetres(8),
                table: 20,
                text: 22,
                small: 18,
                ..upright
            },
        }
    }
    /// The same paper, turned.
    pub const fn lying(self) -> Self {
        if self.lying { self } else { Self { width: self.height, height: self.width, lying: true, ..self } }
    }
    /// The size of titles.
    pub const fn title(self) -> u32 {
        self.text + 2
    }
    /// The width of the print.
    pub const fn print(self) -> u32 {
        self.width - self.left - self.right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_those_of_the_decree() {
        let a4 = Sheet::of(Paper::Upright);
        assert_eq!((a4.width, a4.height), (11906, 16838));
        assert_eq!((a4.top, a4.right, a4.bottom, a4.left), (1134, 850, 1134, 1701));
        let lying = Sheet::of(Paper::Lying);
        assert_eq!((lying.width, lying.height), (a4.height, a4.width));
        assert_eq!(a4.lying().print(), lying.print());
    }
}
