//! The whole document: cover, contents, body, running heads.
use super::blocks::{self, heading_style};
use super::face::{Faces, Weight};
use super::flow::{BODY, Flow, STRONG, Style, count, lines_at};
use super::sheet::{Command, GREY, INK, Link, Paper, Piece, Sheet, Target};
use super::tree::{Kid, Node, Role, Title};
use crate::domain::statement::{Block, Logo, Statement};

/// A document before it is drawn.
pub(super) struct Made {
    pub(super) sheets: Vec<Sheet>,
    pub(super) tree: Vec<Kid>,
    pub(super) titles: Vec<Title>,
}

/// The leaves and links of the body are numbered from here: those of the front come before.
const BODY_FROM: usize = 1_000_000;

const SMALL: Style = Style { weight: Weight::Regular, size: 9.0, leading: 12.0, colour: GREY };

pub(super) fn lay_out(faces: &Faces, statement: &Statement, json: &str) -> Made {
    let mut front = Flow::new(faces, statement, 0);
    if statement.short {
        front.y -= 8.0;
    }
    let mut tree = cover(&mut front, statement);
    let note = substitutes(faces, statement, json);
    let blocks: Vec<&Block> = statement.blocks.iter().chain(&note).collect();
    if statement.short {
        tree.extend(blocks::lay_out_all(&mut front, &blocks));
        let Flow { mut sheets, titles, .. } = front;
        running_heads(faces, statement, &mut sheets);
        return Made { sheets, tree: sections(tree), titles };
    }
    let mut body = Flow::new(faces, statement, BODY_FROM);
    let content = blocks::lay_out_all(&mut body, &blocks);
    tree.extend(contents(&mut front, statement, &body.titles));
    tree.extend(content);
    let first = front.sheets.len();
    let mut titles = front.titles;
    titles
        .extend(body.titles.into_iter().map(|title| Title { sheet: title.sheet + first, ..title }));
    let mut sheets = front.sheets;
    sheets.extend(body.sheets);
    shift_figures(&mut tree, first);
    running_heads(faces, statement, &mut sheets);
    Made { sheets, tree: sections(tree), titles }
}

/// A section for the cover, and one for each heading of level 2.
fn sections(kids: Vec<Kid>) -> Vec<Kid> {
    let mut sections: Vec<Vec<Kid>> = vec![Vec::new()];
    for kid in kids {
        let starts = matches!(&kid, Kid::Node(node) if node.role == Role::Heading(2));
        match sections.last_mut() {
            Some(section) if !starts => section.push(kid),
            Some(_) | None => sections.push(vec![kid]),
        }
    }
    let section = |kids| Node::new(Role::Section, kids).kid();
    sections.into_iter().filter(|kids| !kids.is_empty()).map(section).collect()
}

/// Figures of the body were laid out as if it started on the first sheet.
fn shift_figures(tree: &mut [Kid], by: usize) {
    for kid in tree {
        if let Kid::Node(node) = kid {
            if let Some((sheet, _)) = &mut node.area {
                *sheet += by;
            }
            shift_figures(&mut node.kids, by);
        }
    }
}

fn cover(flow: &mut Flow<'_>, statement: &Statement) -> Vec<Kid> {
    let mut kids = Vec::new();
    if let Some(logo) = &statement.look.logo {
        kids.push(logo_figure(flow, logo));
    } else if !statement.short {
        flow.y += 40.0;
    }
    let mut say = |flow: &mut Flow<'_>, text: &str, style: Style, role: Role, after: f32| {
        let lines = flow.lines(text, style, flow.paper.measure());
        if let Role::Heading(level) = role {
            let title = Title { level, text: text.to_owned(), sheet: flow.sheet(), y: flow.y };
            flow.titles.push(title);
        }
        let leaves = flow.place(Paper::LEFT, &lines, style);
        flow.gap(if flow.compact { after / 2.0 } else { after });
        kids.push(Node::of(role, leaves).kid());
    };
    let organisation = Style { size: 13.0, leading: 18.0, ..STRONG };
    say(flow, &statement.organisation, organisation, Role::Paragraph, 18.0);
    let kind = Style { size: 15.0, leading: 20.0, colour: GREY, ..BODY };
    say(flow, &statement.kind, kind, Role::Paragraph, 4.0);
    say(flow, &statement.title, heading_style(1), Role::Heading(1), 6.0);
    say(flow, &statement.reference, BODY, Role::Paragraph, 10.0);
    if let Some(draft) = &statement.draft {
        let red = Style { colour: super::sheet::RED, ..STRONG };
        say(flow, draft, red, Role::Paragraph, 8.0);
    }
    kids.extend(result_box(flow, statement));
    kids.push(blocks::facts_list(flow, &statement.facts));
    kids
}

/// The logo: at most 60 mm wide and 25 mm high, never larger than 150 pixels to the inch allow.
fn logo_figure(flow: &mut Flow<'_>, logo: &Logo) -> Kid {
    let pixels = |n: u32| f32::from(u16::try_from(n).unwrap_or(u16::MAX)).max(1.0);
    let (width, height) = (pixels(logo.width), pixels(logo.height));
    let scale = (170.0 / width).min(71.0 / height).min(72.0 / 150.0);
    let (width, height) = (width * scale, height * scale);
    let y = flow.y - 10.0;
    let leaf = flow.leaf(vec![Command::Logo { x: Paper::LEFT, y, width, height }]);
    let mut figure = Node::of(Role::Figure, vec![leaf]);
    figure.alt = Some(logo.alt.clone());
    figure.area = Some((flow.sheet(), [Paper::LEFT, y, width, height]));
    flow.y += height + if flow.compact { 4.0 } else { 24.0 };
    figure.kid()
}

/// The result, with a thick bar beside it.
fn result_box(flow: &mut Flow<'_>, statement: &Statement) -> Vec<Kid> {
    const INDENT: f32 = 18.0;
    let title = Style { size: 17.0, leading: 22.0, ..STRONG };
    let width = flow.paper.measure() - INDENT;
    let title_lines = flow.lines(&statement.result.title, title, width);
    let lines: Vec<Vec<String>> =
        statement.result.lines.iter().map(|line| flow.lines(line, BODY, width)).collect();
    flow.gap(6.0);
    let (top, sheet) = (flow.y, flow.sheet());
    flow.y += 8.0;
    let leaves = flow.place(Paper::LEFT + INDENT, &title_lines, title);
    let mut kids = vec![Node::of(Role::Paragraph, leaves).kid()];
    for line in lines {
        flow.gap(4.0);
        let leaves = flow.place(Paper::LEFT + INDENT, &line, BODY);
        kids.push(Node::of(Role::Paragraph, leaves).kid());
    }
    flow.y += 8.0;
    if flow.sheet() == sheet {
        let height = flow.y - top;
        let bar = Command::Box { x: Paper::LEFT, y: top, width: 6.0, height, colour: flow.accent };
        flow.artifact(vec![bar]);
    }
    flow.gap(if flow.compact { 4.0 } else { 18.0 });
    kids
}

/// The contents, with links to the headings of level 2 and 3 of the body.
fn contents(flow: &mut Flow<'_>, statement: &Statement, titles: &[Title]) -> Vec<Kid> {
    flow.turn();
    let heading = Block::Heading { level: 2, text: statement.labels.contents.clone() };
    let mut kids = blocks::lay_out_all(flow, &[&heading]);
    let listed: Vec<&Title> = titles.iter().filter(|title| title.level <= 3).collect();
    let first = flow.sheets.len() + extra_sheets(flow, &listed);
    let mut items = Vec::new();
    for title in listed {
        let (style, indent, after) = match title.level {
            2 => (STRONG, 0.0, 2.0),
            _ => (BODY, 16.0, 1.0),
        };
        // The space keeps the title and the number apart when they are read out.
        let number = format!(" {}", first + title.sheet + 1);
        let width = flow.paper.measure() - indent - 40.0;
        let lines = flow.lines(&title.text, style, width);
        flow.need(style.leading * count(lines.len()) + after);
        let top = flow.y;
        let mut commands = lines_at(Paper::LEFT + indent, top, &lines, style);
        let last = top + style.leading * count(lines.len().saturating_sub(1));
        let right = Paper::LEFT + flow.paper.measure();
        let x = right - flow.faces.width(&number, style.weight, style.size);
        commands.extend(lines_at(x, last, std::slice::from_ref(&number), style));
        let leaf = flow.leaf(commands);
        let height = style.leading * count(lines.len());
        let (id, says) = (flow.links, format!("{}{number}", title.text));
        flow.links += 1;
        let area = [Paper::LEFT + indent, top, flow.paper.measure() - indent, height];
        flow.link(Link { id, area, says, to: Target::Place(first + title.sheet, title.y) });
        flow.y += height + after;
        let link = Node::new(Role::Link, vec![Kid::Leaf(leaf), Kid::Link(id)]).kid();
        items.push(Node::new(Role::ContentsItem, vec![link]).kid());
    }
    kids.push(Node::new(Role::Contents, items).kid());
    kids
}

/// How many sheets the contents take beyond the first.
fn extra_sheets(flow: &Flow<'_>, listed: &[&Title]) -> usize {
    let (mut y, mut extra) = (flow.y, 0);
    for title in listed {
        let (style, indent, after) = match title.level {
            2 => (STRONG, 0.0, 2.0),
            _ => (BODY, 16.0, 1.0),
        };
        let lines = flow.lines(&title.text, style, flow.paper.measure() - indent - 40.0).len();
        let height = style.leading * count(lines) + after;
        if flow.paper.bottom() - y < height && y > Paper::TOP {
            extra += 1;
            y = Paper::TOP;
        }
        y += height;
    }
    extra
}

/// A note that lists the characters that are shown by their code, if there are any.
fn substitutes(faces: &Faces, statement: &Statement, json: &str) -> Option<Block> {
    let mut missing: Vec<char> = json.chars().filter(|c| faces.is_missing(*c)).collect();
    // Control characters are escaped in JSON; they are looked for in what was typed.
    if ["\\u", "\\b", "\\f"].iter().any(|escape| json.contains(escape)) {
        missing.extend(controls(statement));
    }
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return None;
    }
    let codes: Vec<String> =
        missing.iter().take(60).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let text = format!("{} {}", statement.labels.substitutes, codes.join(", "));
    Some(Block::Note { text })
}

fn controls(statement: &Statement) -> Vec<char> {
    let text = format!("{statement:?}");
    let mut found = Vec::new();
    for part in text.split("\\u{").skip(1) {
        let code = part.split('}').next().and_then(|code| u32::from_str_radix(code, 16).ok());
        found.extend(code.and_then(char::from_u32).filter(|c| c.is_control()));
    }
    found
}

/// Reference and marking at the head, organisation, marking and page number at the foot.
fn running_heads(faces: &Faces, statement: &Statement, sheets: &mut [Sheet]) {
    let pages = sheets.len().to_string();
    for (n, sheet) in sheets.iter_mut().enumerate() {
        let page = statement.labels.page_of.replace("{page}", &(n + 1).to_string());
        let page = page.replace("{pages}", &pages);
        let Paper { width, height } = sheet.paper;
        let right = width - Paper::LEFT;
        let mut commands = Vec::new();
        let mut put = |text: &str, anchor: f32, x: f32, y: f32, weight: Weight| {
            let text = shortened(faces, text, width * 0.42);
            let x = x - anchor * faces.width(&text, weight, SMALL.size);
            let Style { size, colour, .. } = SMALL;
            commands.push(Command::Text { x, y, weight, size, colour, text });
        };
        let (head, foot) = (38.0, height - 32.0);
        let kind = format!("{} · {}", statement.reference, statement.kind);
        if n > 0 {
            put(&kind, 0.0, Paper::LEFT, head, Weight::Regular);
        }
        put(&statement.marking, 1.0, right, head, Weight::Bold);
        put(&statement.organisation, 0.0, Paper::LEFT, foot, Weight::Regular);
        put(&statement.marking, 0.5, width / 2.0, foot, Weight::Bold);
        put(&page, 1.0, right, foot, Weight::Regular);
        commands.push(Command::Rule {
            x: Paper::LEFT,
            y: foot - 13.0,
            to_x: right,
            to_y: foot - 13.0,
            thickness: 0.5,
            colour: INK,
        });
        sheet.pieces.insert(0, Piece { leaf: None, commands });
    }
}

/// A running head is one line: a longer text ends with an ellipsis. It is read in full on the
/// cover.
fn shortened(faces: &Faces, text: &str, width: f32) -> String {
    let text = faces.drawable(text).replace('\n', " ");
    if faces.width(&text, Weight::Bold, SMALL.size) <= width {
        return text;
    }
    let mut short = String::new();
    for c in text.chars() {
        if faces.width(&short, Weight::Bold, SMALL.size) > width - 12.0 {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}
