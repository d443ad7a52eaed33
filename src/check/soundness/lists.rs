//! Many short lists of numbers in one piece of memory.

/// A list of numbers for each number from zero on.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Lists of so many, each item in the list that its pair begins with; their order stays.
    pub fn of(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0u32; count + 1];
        for (list, _) in pairs.clone() {
            starts[list as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut items = vec![0; starts[count] as usize];
        // Each start moves on as its list fills, to where the next one starts.
        for (list, item) in pairs {
            let next = &mut starts[list as usize];
            items[*next as usize] = item;
            *next += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        Self { starts, items }
    }
    /// How many lists there are.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }
    /// One of the lists.
    #[inline]
    pub fn at(&self, list: u32) -> &[u32] {
        &self.items[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn each_item_is_in_its_list() {
        let lists = Lists::of(4, [(2, 7), (0, 5), (2, 6), (3, 1)].into_iter());
        assert_eq!([0, 1, 2, 3].map(|i| lists.at(i)), [&[5][..], &[], &[7, 6], &[1]]);
        assert_eq!(lists.count(), 4);
        assert_eq!(Lists::of(0, std::iter::empty()).count(), 0);
    }
}
