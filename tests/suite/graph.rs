//! `visit graph`: everything that a criterion rests on is drawn, and other programs can read the drawing.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use assert_fs::TempDir;
use visit::graph::{EdgeKind, Graph, NodeKind, dot, mermaid};
use visit::guideline::Guideline;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;

const NATIONAL: &str = "\
format: visit-national/1
niveauer: [{ id: let, titel: Let }, { id: højt, titel: Højt }]
skalaer: [{ id: nedsat, trin: [{ id: ingen }, { id: svær, tekst: svært }] }]
";

const GUIDELINE: &str = "\
format: visit/1
speciale: proeve
titel: Prøve \"A\" <b>
version: '1'
gælder: { fra: 2026-01-01 }
spørgsmål:
  - { id: tale, spørg: Hvor svær er talen?, type: skala, skala: nedsat }
  - { id: alder, spørg: Hvor gammel?, type: tal, min: 0, maks: 99 }
  - { id: fare, spørg: Er der fare?, type: ja_nej, spørg_når: tale >= svær }
  - { id: hjem, spørg: Hvor?, type: valg, valg: [{ id: a, tekst: Hjemme }, { id: b, tekst: Ude }, { id: c }] }
  - { id: tid, spørg: Hvornår?, type: ja_nej }
begreber:
  - { id: svær_tale, betyder: Talen er svær, når: { alle: [tale >= svær, alder < 18] } }
udgangspunkt: let
kriterier:
  - { id: H1, niveau: højt, når: { mindst: 2, af: [svær_tale, fare, { mindst_en: [hjem = a, hjem = b] }] } }
  - { id: H2, niveau: højt, når: { ikke: 'sum(alder, tale) >= 3' } }
";

fn rules() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("national.yaml"), NATIONAL).unwrap();
    std::fs::create_dir(folder.path().join("proeve")).unwrap();
    std::fs::write(folder.path().join("proeve/1.yaml"), GUIDELINE).unwrap();
    folder
}

fn visit(folder: &TempDir, format: &str, path: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visit"));
    command.args(["graph", "proeve", "--date", "2026-06-01", "--format", format, "--rules"]).arg(folder.path());
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

#[test]
fn a_guideline_is_drawn_in_mermaid() {
    let run = visit(&rules(), "mermaid", None);
    assert_eq!((run.status.code(), run.stderr.as_slice()), (Some(0), b"".as_slice()));
    insta::assert_snapshot!(String::from_utf8(run.stdout).unwrap(), @r#"
    ---
    title: "Prøve \"A\" <b>, udgave 1"
    ---
    flowchart LR
      subgraph g0["Højt"]
        n0[["H1: mindst 2 af 3"]]
        n3{{"mindst én"}}
        n5[["H2: ikke"]]
        n6{{"sum mindst 3"}}
      end
      subgraph g1["Let (udgangspunkt)"]
        n9{{"når intet kriterium er opfyldt"}}
      end
      subgraph g2["Begreber"]
        n1(["Talen er svær: alle"])
      end
      subgraph g3["Spørgsmål"]
        n8["Hvor svær er talen?"]
        n7["Hvor gammel?"]
        n2["Er der fare?"]
        n4["Hvor?"]
      end
      n0 --> n1
      n0 -->|"ja"| n2
      n0 --> n3
      n3 -->|"Hjemme eller Ude"| n4
      n5 --> n6
      n6 -->|"lægges til"| n7
      n6 -->|"lægges til"| n8
      n1 -->|"mindst svært"| n8
      n1 -->|"under 18"| n7
      n2 -.->|"stilles afhængigt af"| n8
    "#);
}

#[test]
fn graphviz_draws_it_where_it_is_installed() {
    let folder = rules();
    let text = String::from_utf8(visit(&folder, "dot", None).stdout).unwrap();
    assert!(text.contains(r#"label="Prøve \"A\" <b>, udgave 1""#), "{text}");
    let run = visit(&folder, "svg", None);
    let told = String::from_utf8(run.stderr).unwrap();
    match Command::new("dot").arg("-V").output() {
        Ok(_) => {
            let picture = String::from_utf8(run.stdout).unwrap();
            assert_eq!((run.status.code(), told.as_str()), (Some(0), ""));
            assert!(picture.contains("<svg") && picture.contains("Er der fare?"), "{picture}");
        }
        Err(_) => assert_eq!(run.status.code(), Some(2)),
    }
}

#[test]
fn without_graphviz_the_error_says_what_to_do() {
    let folder = rules();
    let nowhere = folder.path().join("proeve");
    let run = visit(&folder, "svg", nowhere.to_str());
    let told = String::from_utf8(run.stderr).unwrap();
    assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert!(told.contains("er ikke installeret") && told.contains("hjælp: installér Graphviz"), "{told}");
}

fn shipped() -> Vec<Guideline> {
    let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
    let specialer = catalogue.specialer().unwrap();
    specialer.iter().flat_map(|speciale| catalogue.versions(speciale).unwrap()).collect()
}

#[test]
fn everything_that_a_criterion_rests_on_is_drawn() {
    let guidelines = shipped();
    assert!(guidelines.len() >= 3);
    for guideline in guidelines {
        let graph = Graph::of(&guideline);
        let nodes: Vec<_> = graph.groups.iter().flat_map(|group| &group.nodes).collect();
        let numbers: BTreeSet<usize> = nodes.iter().map(|node| node.number).collect();
        assert_eq!(numbers.len(), nodes.len(), "{}: a number stands for one box", guideline.speciale);
        for edge in &graph.edges {
            assert!(numbers.contains(&edge.from) && numbers.contains(&edge.to), "{}: {edge:?}", guideline.speciale);
        }
        let of = |kind: NodeKind| nodes.iter().filter(move |node| node.kind == kind);
        let criteria: Vec<&str> = of(NodeKind::Criterion).map(|node| node.label.split(':').next().unwrap()).collect();
        for criterion in &guideline.criteria {
            assert!(criteria.contains(&criterion.id.as_str()), "{}: {}", guideline.speciale, criterion.id);
        }
        let mut wanted = BTreeSet::new();
        for criterion in &guideline.criteria {
            guideline.visit_all_questions(&criterion.when, &mut |ix| {
                wanted.insert(ix.0);
            });
        }
        let drawn: BTreeSet<&str> = of(NodeKind::Question).map(|node| node.label.as_str()).collect();
        for place in wanted {
            let text = guideline.questions[place].text.as_str();
            assert!(drawn.contains(text), "{}: {text}", guideline.speciale);
        }
        let reached: BTreeSet<usize> = graph.edges.iter().map(|edge| edge.to).collect();
        for node in of(NodeKind::Question).chain(of(NodeKind::Concept)) {
            assert!(reached.contains(&node.number), "{}: {} hangs nowhere", guideline.speciale, node.label);
        }
        assert!(graph.edges.iter().any(|edge| edge.kind == EdgeKind::RestsOn));
        assert_eq!(mermaid::render(&graph).matches("subgraph").count(), graph.groups.len());
        assert_eq!(dot::render(&graph), dot::render(&Graph::of(&guideline)));
    }
}
