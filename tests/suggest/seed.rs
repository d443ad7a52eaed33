//! Twelve defects, each put into a procedure in which there is nothing to simplify, at a place drawn by lot.

use crate::clean::{Dice, Item, Next, OFFICERS, Procedure, Step, way};

/// The rules, each with what puts its defect in. It gives the step or paper that must be named, or none where the procedure has
/// no place for it.
pub type Seed = fn(&mut Procedure, &mut Dice) -> Option<String>;
pub const SEEDS: [(&str, Seed); 12] = [
    ("suggest/forwarding-step", forwarding_step),
    ("suggest/unused-output", unused_output),
    ("suggest/consecutive-approvals", consecutive_approvals),
    ("suggest/ping-pong", ping_pong),
    ("suggest/same-lane", same_lane),
    ("suggest/known-paper", known_paper),
    ("suggest/integrate", integrate),
    ("suggest/knock-out", knock_out),
    ("suggest/late-loop", late_loop),
    ("suggest/contacts", contacts),
    ("suggest/long-wait", long_wait),
    ("suggest/parallel", parallel),
];

fn text(vi: &str, en: &str) -> (String, String) {
    (vi.to_owned(), en.to_owned())
}

/// Two steps of the main way that follow each other straight.
fn gap(p: &Procedure, dice: &mut Dice, fits: impl Fn(&Step, &Step) -> bool) -> Option<(String, String)> {
    let step = |id: &str| &p.steps[p.at(id)];
    let gaps: Vec<(String, String)> = p
        .main
        .windows(2)
        .filter(|pair| p.straight(&pair[0], &pair[1]) && fits(step(&pair[0]), step(&pair[1])))
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect();
    (!gaps.is_empty()).then(|| dice.pick(&gaps).clone())
}

fn is_officer(step: &Step) -> bool {
    step.role.ends_with("-specialist") || step.role == "ward-officer"
}

fn forwarding_step(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, b| b.role != "police-officer")?;
    let roles = ["clerk", "land-head", "office-head", "finance-specialist", "desk-officer", "ward-officer"];
    let title = *dice.pick(&[
        ("Chuyển hồ sơ cho bộ phận tiếp theo", "Pass the dossier to the next unit"),
        ("Luân chuyển hồ sơ", "Forward the dossier"),
        ("Trình lãnh đạo", "Submit to the head"),
        ("Bàn giao hồ sơ", "Hand over the dossier"),
        ("Cập nhật tình trạng", "Update the state"),
        ("Nắm thông tin", "Take note"),
    ]);
    let uses = if title.1.starts_with("Update") || title.1.starts_with("Take") || dice.flip() {
        vec![]
    } else {
        vec!["control-slip".into()]
    };
    let step = Step {
        id: "pass-on".into(),
        title: text(title.0, title.1),
        role: (*dice.pick(&roles)).into(),
        minutes: Some(*dice.pick(&[30, 120, 240, 480])),
        uses,
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("pass-on".into())
}

fn unused_output(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, _| true)?;
    p.forms.push("idle-sheet".into());
    let uses = vec![dice.pick(&p.items).id.clone()];
    let step = Step {
        id: "fill-in".into(),
        title: text("Lập phiếu theo dõi riêng", "Fill in a sheet of one's own"),
        role: dice.pick(OFFICERS).0.into(),
        minutes: Some(*dice.pick(&[60, 120, 480])),
        uses,
        makes: vec!["idle-sheet".into()],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("fill-in".into())
}

fn consecutive_approvals(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let kind = dice.below(3);
    let (from, to, role) =
        [("draft", "review", "land-deputy"), ("review", "sign", "office-head"), ("review", "sign", "deputy-chair")][kind];
    let mut step = Step {
        id: "approve-too".into(),
        title: text("Phê duyệt dự thảo", "Approve the draft"),
        role: role.into(),
        minutes: Some(*dice.pick(&[60, 240])),
        uses: vec!["draft".into()],
        control: true,
        ..Step::default()
    };
    if !p.steps[p.at(from)].next.iter().any(|n| n.to == to) {
        return None;
    }
    // Turned down, it goes back like the one before; the next one can do so too.
    if kind == 0 && dice.flip() {
        step.next.push(Next { at_most: Some(1), ..way("draft", "chưa đạt", 5) });
    }
    p.insert(from, to, step);
    Some("approve-too".into())
}

fn ping_pong(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |a, _| is_officer(a) && !a.control && a.kind.is_none() && a.split.is_none())?;
    let first = p.steps[p.at(&from)].clone();
    let unit = OFFICERS.iter().find(|(role, _)| *role == first.role)?.1;
    p.forms.extend(["copied".into(), "completed".into()]);
    let made = first.makes.first().cloned()?;
    let back = Step {
        id: "finish".into(),
        title: text("Hoàn chỉnh báo cáo", "Complete the report"),
        role: first.role.clone(),
        minutes: Some(480),
        uses: vec!["copied".into()],
        makes: vec!["completed".into()],
        ..Step::default()
    };
    let middle = Step {
        id: "extract".into(),
        title: text("Trích số liệu", "Extract the figures"),
        role: format!("{unit}-expert"),
        minutes: Some(*dice.pick(&[120, 300, 480])),
        uses: vec![made.clone()],
        makes: vec!["copied".into()],
        ..Step::default()
    };
    p.insert(&from, &to, back);
    p.insert(&from, "finish", middle);
    // What follows uses what came of it.
    for step in p.steps.iter_mut().filter(|s| s.id != "extract" && s.id != "finish") {
        for paper in step.uses.iter_mut().filter(|paper| **paper == made) {
            *paper = "completed".into();
        }
    }
    Some("extract".into())
}

fn same_lane(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) =
        gap(p, dice, |a, _| (is_officer(a) || a.id == "receive") && !a.control && a.kind.is_none() && a.split.is_none())?;
    let first = p.step(&from).clone();
    p.step(&from).minutes = Some(*dice.pick(&[15, 60, 120]));
    p.forms.push("label".into());
    let step = Step {
        id: "small-one".into(),
        title: text("Ghi nhãn túi hồ sơ", "Label the folder"),
        role: first.role,
        minutes: Some(*dice.pick(&[5, 30, 120])),
        uses: first.makes.first().cloned().into_iter().collect(),
        makes: vec!["label".into()],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    p.step(&to).uses.push("label".into());
    Some("small-one".into())
}

fn known_paper(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let item = match dice.below(4) {
        0 => {
            Item { id: "again".into(), title: text("Đơn đề nghị", "Application"), form: Some("TK-01".into()), copy: false }
        }
        1 => {
            let twin = dice.pick(&p.items).clone();
            Item { id: "again".into(), form: None, copy: true, ..twin }
        }
        2 => Item {
            id: "proof".into(),
            title: text("Giấy chứng nhận cư trú", "Proof of residence"),
            form: Some("KQ-01".into()),
            copy: dice.flip(),
        },
        _ => Item {
            id: "residence-certificate".into(),
            title: text("Giấy cư trú", "Residence paper"),
            form: None,
            copy: dice.flip(),
        },
    };
    Some(hand_in(p, dice, item))
}

fn integrate(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let copy = dice.below(4) == 0;
    let item = Item { id: "status-certificate".into(), title: text("Giấy xác nhận", "Confirmation"), form: None, copy };
    Some(hand_in(p, dice, item))
}

fn hand_in(p: &mut Procedure, dice: &mut Dice, item: Item) -> String {
    let id = item.id.clone();
    let at = dice.between(1, p.items.len());
    p.items.insert(at, item);
    p.step("submit").uses.push(id.clone());
    p.step("examine").uses.push(id.clone());
    let workers: Vec<usize> = (0..p.steps.len()).filter(|i| p.steps[*i].id.starts_with("work-")).collect();
    if !workers.is_empty() {
        let at = *dice.pick(&workers);
        p.steps[at].uses.push(id.clone());
    }
    id
}

/// The first step of the main way that a check put behind `behind` could stand before: what lies between is plain work.
fn plain_before(p: &Procedure, behind: &str) -> usize {
    let end = p.main.iter().position(|s| s == behind).unwrap_or(0);
    let mut number = 0;
    for at in (1..=end).rev() {
        let step = &p.steps[p.at(&p.main[at])];
        let plain =
            is_officer(step) && step.kind.is_none() && step.split.is_none() && step.join.is_none() && step.next.len() == 1;
        let chained = at == end || p.straight(&p.main[at], &p.main[at + 1]);
        if !plain || !chained {
            break;
        }
        number += 1;
    }
    number
}

fn knock_out(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let mut gaps: Vec<(String, String)> = Vec::new();
    for pair in p.main.windows(2) {
        if p.straight(&pair[0], &pair[1]) && plain_before(p, &pair[0]) > 0 && pair[0] != "draft" {
            gaps.push((pair[0].clone(), pair[1].clone()));
        }
    }
    if gaps.is_empty() {
        return None;
    }
    let (from, to) = dice.pick(&gaps).clone();
    let share = *dice.pick(&[8, 15, 30, 45]);
    let uses = vec![dice.pick(&p.items).id.clone()];
    // There may be nobody yet who refuses.
    if !p.steps.iter().any(|s| s.id == "sign-refusal") {
        let first = p.items[0].id.clone();
        p.steps.push(Step {
            id: "sign-refusal".into(),
            title: text("Ký văn bản từ chối", "Sign the refusal"),
            role: "district-chair".into(),
            minutes: Some(120),
            uses: vec![first],
            makes: vec!["refusal".into()],
            control: true,
            law: true,
            end: Some("refused"),
            ..Step::default()
        });
    }
    let step = Step {
        id: "knock".into(),
        title: text("Đối chiếu điều kiện loại trừ", "Compare with the grounds of exclusion"),
        role: dice.pick(OFFICERS).0.into(),
        minutes: Some(*dice.pick(&[15, 30, 60])),
        uses,
        control: true,
        next: vec![way("sign-refusal", "thuộc diện loại trừ", share)],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("knock".into())
}

fn late_loop(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let far: Vec<String> = p.main.iter().skip(2).cloned().collect();
    let (from, to) = gap(p, dice, |a, b| far.contains(&a.id) && b.id != "review" && b.id != "sign")?;
    let uses: Vec<String> = vec![p.items[0].id.clone(), dice.pick(&p.items).id.clone()];
    let mut uses = uses;
    uses.dedup();
    let back = *dice.pick(&["ask-supplement", "examine"]);
    let step = Step {
        id: "late-check".into(),
        title: text("Kiểm tra lại thành phần hồ sơ", "Check the papers again"),
        role: dice.pick(OFFICERS).0.into(),
        minutes: Some(*dice.pick(&[30, 60])),
        uses,
        control: true,
        next: vec![Next { at_most: Some(1), ..way(back, "còn thiếu giấy tờ", *dice.pick(&[5, 20, 35])) }],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("late-check".into())
}

fn contacts(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, _| true)?;
    let kind = dice.below(3);
    let (title, uses) = match kind {
        0 => (("Nộp phí tại kho bạc", "Pay the fee"), vec![]),
        1 => (("Ký xác nhận tờ khai", "Sign the form"), vec![p.items[0].id.clone()]),
        _ => (("Xuất trình bản chính để đối chiếu", "Show the originals"), vec![dice.pick(&p.items).id.clone()]),
    };
    let step = Step {
        id: "come-again".into(),
        title: text(title.0, title.1),
        role: "applicant".into(),
        stopped: true,
        uses,
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("come-again".into())
}

fn long_wait(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, _| true)?;
    let spent: u32 = p.steps.iter().filter_map(|s| s.minutes).sum();
    let wait = (spent + 480 * u32::try_from(dice.between(1, 6)).ok()?).div_ceil(480) * 480;
    let agency = dice.flip();
    let step = Step {
        id: "wait-long".into(),
        title: if agency {
            text("Cho ý kiến bằng văn bản", "Give an opinion in writing")
        } else {
            text("Chờ đến kỳ họp", "Wait for the next meeting")
        },
        role: if agency { "police-officer".into() } else { dice.pick(OFFICERS).0.into() },
        minutes: Some(wait),
        kind: (!agency).then_some("wait"),
        uses: vec![p.items[0].id.clone()],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    p.limit = (spent + wait).div_ceil(480) * 480;
    (wait * 2 > p.limit).then(|| "wait-long".into())
}

fn parallel(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |a, _| a.split.is_none())?;
    p.forms.extend(["map".into(), "opinion".into()]);
    let given = p.steps[p.at(&from)].role.clone();
    let free: Vec<&str> =
        OFFICERS.iter().map(|(role, _)| *role).filter(|role| *role != given && *role != p.steps[p.at(&to)].role).collect();
    let first = dice.below(free.len());
    let second = (first + 1) % free.len();
    let item = |dice: &mut Dice| dice.pick(&p.items).id.clone();
    let one = Step {
        id: "side-a".into(),
        title: text("Lập bản đồ vị trí", "Draw the map"),
        role: free[first].into(),
        minutes: Some(*dice.pick(&[480, 960])),
        uses: vec![item(dice)],
        makes: vec!["map".into()],
        ..Step::default()
    };
    let other = Step {
        id: "side-b".into(),
        title: text("Lấy ý kiến tổ dân phố", "Ask the neighbourhood"),
        role: free[second].into(),
        minutes: Some(*dice.pick(&[480, 1440])),
        uses: vec![item(dice)],
        makes: vec!["opinion".into()],
        ..Step::default()
    };
    p.insert(&from, &to, other);
    p.insert(&from, "side-b", one);
    p.step(&to).uses.extend(["map".into(), "opinion".into()]);
    Some("side-b".into())
}

/// What looks like a defect and is none.
pub const TRAPS: [(&str, Seed); 9] = [
    ("the law demands that it is passed on", passed_on_by_law),
    ("passed on to another agency", passed_on_outside),
    ("data is converted", converted),
    ("a paper is made for somebody who is told", told),
    ("a second pair of eyes", second_eyes),
    ("two small steps that the law asks for", small_by_law),
    ("waiting half of the limit", half_wait),
    ("the old paper is written on", written_on),
    ("a check that costs more than it saves", dear_check),
];

fn passed_on_by_law(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, b| b.role != "police-officer")?;
    let step = Step {
        id: "by-law".into(),
        title: text("Chuyển hồ sơ sang bộ phận thuế", "Pass the dossier to the tax desk"),
        role: "clerk".into(),
        minutes: Some(60),
        law: true,
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("by-law".into())
}

fn passed_on_outside(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, b| b.role == "police-officer")?;
    let step = Step {
        id: "send-out".into(),
        title: text("Gửi hồ sơ sang công an", "Send the dossier to the police"),
        role: "clerk".into(),
        minutes: Some(60),
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("send-out".into())
}

fn converted(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |a, b| a.role != "justice-specialist" && b.role != "justice-specialist" && b.split.is_none())?;
    let uses = vec![p.items[0].id.clone()];
    let step = Step {
        id: "convert".into(),
        title: text("Chuyển đổi hồ sơ sang bản điện tử", "Digitise the dossier"),
        role: "justice-specialist".into(),
        minutes: Some(480),
        uses,
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("convert".into())
}

fn told(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let (from, to) = gap(p, dice, |_, b| b.split.is_none())?;
    p.forms.push("report-out".into());
    let uses = p.steps[p.at(&from)].makes.first().cloned().into_iter().collect();
    let step = Step {
        id: "report".into(),
        title: text("Báo cáo tình hình", "Report on the state"),
        role: "finance-head".into(),
        minutes: Some(480),
        uses,
        makes: vec!["report-out".into()],
        informed: vec!["land-head".into()],
        ..Step::default()
    };
    p.insert(&from, &to, step);
    Some("report".into())
}

fn second_eyes(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let put = ping_pong(p, dice)?;
    let step = p.step(&put);
    if dice.flip() {
        step.control = true;
    } else {
        step.title = text("Đối chiếu số liệu", "Compare the figures");
    }
    Some(put)
}

fn small_by_law(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let put = same_lane(p, dice)?;
    let before = p.steps.iter().find(|s| s.next.iter().any(|n| n.to == put))?.id.clone();
    p.step(&put).law = true;
    p.step(&before).law = true;
    Some(put)
}

fn half_wait(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let put = long_wait(p, dice)?;
    let wait = p.step(&put).minutes?;
    p.limit = wait * 2;
    Some(put)
}

fn written_on(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let item =
        Item { id: "residence-certificate".into(), title: text("Giấy cư trú", "Residence paper"), form: None, copy: false };
    let put = hand_in(p, dice, item);
    p.step("return").uses.push(put.clone());
    Some(put)
}

fn dear_check(p: &mut Procedure, dice: &mut Dice) -> Option<String> {
    let put = knock_out(p, dice)?;
    let step = p.step(&put);
    step.minutes = Some(4800);
    step.next[0].share = Some(99);
    step.next[1].share = Some(1);
    Some(put)
}
