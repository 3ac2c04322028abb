"""Charts and overlays say what they deploy with what stands in the repository, and nothing more."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from assessment.repository.charts.chart import render_charts
from assessment.repository.charts.filling import Filling
from assessment.repository.charts.template_text import UnreadableTemplate, parse_template
from assessment.repository.charts.written import Unrendered
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.yaml_text import documents
from tests.assessment.git_repositories import look, made

HPA = """{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "app.name" . }}
spec:
  minReplicas: {{ .Values.autoscaling.min | default 2 }}
{{- end }}
"""
DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "app.name" . }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
{{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
{{- end }}
  template:
    spec:
      containers:
        - name: app
          image: "{{ .Values.image.name }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
          {{- range $key, $value := .Values.env }}
            - name: {{ $key }}
              value: {{ $value | quote }}
          {{- end }}
"""
HELPERS = """{{- define "app.name" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "app.labels" -}}
app: {{ include "app.name" . }}
part-of: scoring
{{- end }}
"""
VALUES = """replicas: 3
autoscaling:
  enabled: false
image:
  name: registry.example/score
resources:
  limits:
    memory: 1Gi
env:
  LEVEL: info
"""
CHART: dict[str, str | bytes] = {
    "chart/Chart.yaml": "apiVersion: v2\nname: score\nappVersion: '1.4'\n",
    "chart/values.yaml": VALUES,
    "chart/values-prod.yaml": "replicas: 9\n",
    "chart/templates/_helpers.tpl": HELPERS,
    "chart/templates/hpa.yaml": HPA,
    "chart/templates/deployment.yaml": DEPLOYMENT,
}


def kinds(evidence: RepositoryEvidence) -> list[str]:
    return [item.kind for item in evidence.documents if item.kind and not item.template]


def body(evidence: RepositoryEvidence, kind: str) -> dict[str, Any]:
    (found,) = [item.body for item in evidence.documents if item.kind == kind]
    assert isinstance(found, dict)
    return found


def test_a_chart_is_read_with_its_default_values(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", CHART))
    assert body(evidence, "Deployment") == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {
            "name": "release-score",
            "labels": {"app": "release-score", "part-of": "scoring"},
        },
        "spec": {
            "replicas": 3,
            "template": {
                "spec": {
                    "containers": [
                        {
                            "name": "app",
                            "image": "registry.example/score:1.4",
                            "resources": {"limits": {"memory": "1Gi"}},
                            "env": [{"name": "LEVEL", "value": "info"}],
                        }
                    ]
                }
            },
        },
    }


def test_an_object_that_is_off_by_default_is_not_there_and_is_told_with_its_condition(
    tmp_path: Path,
) -> None:
    evidence = look(made(tmp_path / "r", CHART))
    assert "HorizontalPodAutoscaler" not in [item.kind for item in evidence.documents]
    (chart,) = evidence.packages
    assert [(item.kind, item.line, item.condition) for item in chart.off] == [
        ("HorizontalPodAutoscaler", 3, ".Values.autoscaling.enabled")
    ]
    assert chart.values == ("chart/values-prod.yaml",)
    on = {**CHART, "chart/values.yaml": VALUES.replace("false", "true")}
    assert "HorizontalPodAutoscaler" in kinds(look(made(tmp_path / "on", on)))


def test_a_line_of_what_was_filled_in_is_the_templates_own(tmp_path: Path) -> None:
    rules = (
        "# {{/* rules */}}\n{{- if true }}\ngroups:\n  - name: a\n    rules:\n"
        "      - alert: Slow\n{{- end }}\n"
    )
    evidence = look(made(tmp_path / "r", {**CHART, "chart/templates/rules.yaml": rules}))
    (document,) = [item for item in evidence.documents if item.path.endswith("rules.yaml")]
    assert document.alerts == {"Slow": 6}
    assert document.keys == {"groups": 3}


def test_what_only_a_cluster_knows_stays_a_template(tmp_path: Path) -> None:
    unsure = (
        '{{- if lookup "v1" "Secret" "default" "x" }}\nkind: PodDisruptionBudget\n'
        "apiVersion: policy/v1\n{{- end }}\n"
    )
    evidence = look(made(tmp_path / "r", {**CHART, "chart/templates/pdb.yaml": unsure}))
    (document,) = [item for item in evidence.documents if item.kind == "PodDisruptionBudget"]
    assert document.template
    assert document.body is None
    assert evidence.packages[0].unrendered == ("chart/templates/pdb.yaml",)


def test_a_chart_below_is_read_where_its_condition_holds_and_with_the_values_above() -> None:
    texts = {
        "c/Chart.yaml": "name: top\ndependencies:\n"
        "  - {name: on, condition: on.enabled}\n  - {name: off, condition: off.enabled}\n",
        "c/values.yaml": "on:\n  enabled: true\n  replicas: 4\noff: {enabled: false}\n",
        "c/charts/on/Chart.yaml": "name: on\n",
        "c/charts/on/values.yaml": "replicas: 1\n",
        "c/charts/on/templates/d.yaml": "kind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n",
        "c/charts/off/Chart.yaml": "name: off\n",
        "c/charts/off/templates/d.yaml": "kind: StatefulSet\n",
    }
    (rendered,) = render_charts(texts)
    assert [(item.kind, item.body) for item in rendered.documents] == [
        ("Deployment", {"kind": "Deployment", "spec": {"replicas": 4}})
    ]


def filled(template: str, given: dict[str, Any]) -> str:
    filling, nodes = Filling(), parse_template(template)
    filling.define(nodes)
    return "".join(filling.fill(nodes, given).parts)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{{ "a" | quote }}', '"a"'),
        ("{{- /* nothing */ -}} x", "x"),
        ("{{ if and .a (not .b) }}1{{ else if .b }}2{{ else }}3{{ end }}", "1"),
        ('{{ if eq .word "x" }}1{{ else }}2{{ end }}', "1"),
        ("{{ range $i, $v := .list }}{{ $i }}={{ $v }};{{ end }}", "0=p;1=q;"),
        ("{{ range .none }}x{{ else }}empty{{ end }}", "empty"),
        ("{{ with .map }}{{ .key }}{{ end }}", "v"),
        ('{{ .map.key | default "d" }}{{ .map.gone | default "d" }}', "vd"),
        ("{{ $n := 1 }}{{ if true }}{{ $n = 2 }}{{ end }}{{ $n }}", "2"),
        ('{{ ternary "y" "n" .a }}', "y"),
        ('{{ printf "%s-%d" .word 3 | upper | trunc 3 }}', "X-3"),
        ("{{ .list | toYaml | nindent 2 }}", "\n  - p\n  - q"),
        ('{{ (index .list 1) }}{{ len .list }}{{ has "p" .list }}', "q2true"),
        ('{{ dict "a" 1 | toJson }}', '{"a": 1}'),
        ("{{ $.map.key }}{{ `raw}}` }}", "vraw}}"),
        ('{{ if semverCompare ">=1.19-0" .version }}new{{ end }}', "new"),
    ],
)  # fmt: skip
def test_the_language_of_templates_is_followed(template: str, text: str) -> None:
    given = {
        "a": True, "b": False, "word": "x", "list": ["p", "q"], "map": {"key": "v"},
        "version": "v1.31.0",
    }  # fmt: skip
    assert filled(template, given) == text


HUGE = "{{ $a := list 1 2 3 4 5 6 7 8 9 }}" + "{{ $a = concat $a $a $a $a }}" * 40 + "{{ len $a }}"
LONG = '{{ $a := "x" }}' + '{{ $a = printf "%s%s%s%s" $a $a $a $a }}' * 60 + "{{ $a }}" * 900
NEST = "{{ $a := dict }}" + '{{ $a = dict "x" $a "y" $a }}' * 60 + "{{ $a | toYaml }}"
HOSTILE = {
    "itself": '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    "a loop in a loop": "{{ range until 1000 }}" * 5 + "x" + "{{ end }}" * 5,
    "a growing list": HUGE,
    "growing text": LONG,
    "shared values": NEST,
    "a value within itself": '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ $a | toYaml }}',
    "text that is a template of itself": "{{ tpl .text . }}",
    "an open action": "{{ if " + "(" * 3000,
    "deep blocks": "{{ if true }}" * 500 + "{{ end }}" * 500,
}


@pytest.mark.parametrize("why", sorted(HOSTILE))
def test_a_template_made_to_exhaust_is_given_up(why: str) -> None:
    with pytest.raises((Unrendered, UnreadableTemplate, RecursionError)):
        filled(HOSTILE[why], {"text": "{{ tpl .text . }}" * 50})


BASE = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: score
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: app
          image: registry.example/score
          resources: {limits: {memory: 1Gi}, requests: {memory: 1Gi}}
"""
OVERLAYS: dict[str, str | bytes] = {
    "k/base/deployment.yaml": BASE,
    "k/base/kustomization.yaml": "resources: [deployment.yaml]\n",
    "k/dev/kustomization.yaml": "resources: [../base]\n",
    "k/prod/kustomization.yaml": "resources: [../base, pdb.yaml]\n"
    "patches:\n  - path: scale.yaml\n  - path: probe.yaml\n    target: {kind: Deployment}\n"
    "images:\n  - {name: registry.example/score, newTag: v7}\n",
    "k/prod/pdb.yaml": "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: score}\n",
    "k/prod/scale.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: score}\n"
    "spec: {replicas: 5}\n",
    "k/prod/probe.yaml": "- op: add\n  path: /spec/template/spec/containers/0/readinessProbe\n"
    "  value: {httpGet: {path: /ready}}\n",
}


def test_an_overlay_for_production_is_its_base_with_its_patches(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", OVERLAYS))
    assert sorted(kinds(evidence)) == ["Deployment", "PodDisruptionBudget"]
    spec = body(evidence, "Deployment")["spec"]
    assert spec["replicas"] == 5
    (container,) = spec["template"]["spec"]["containers"]
    assert container == {
        "name": "app",
        "image": "registry.example/score:v7",
        "resources": {"limits": {"memory": "1Gi"}, "requests": {"memory": "1Gi"}},
        "readinessProbe": {"httpGet": {"path": "/ready"}},
    }
    (document,) = [item for item in evidence.documents if item.kind == "Deployment"]
    assert (document.path, document.rendered, document.package) == (
        "k/base/deployment.yaml", "kustomize", "k/prod",
    )  # fmt: skip


def test_an_overlay_is_what_kubectl_makes_of_it(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", OVERLAYS)
    done = subprocess.run(
        ["kubectl", "kustomize", folder / "k/prod"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    mine = {item.kind: item.body for item in look(folder).documents if item.rendered}
    assert mine == {node.value["kind"]: node.value for node in documents(done.stdout)}


def test_a_part_that_is_kept_elsewhere_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "k/kustomization.yaml": "resources: [https://forge.example/base, ../../out]\n"
    }
    (package,) = look(made(tmp_path / "r", files)).packages
    assert package.unrendered == ("https://forge.example/base", "../../out")


def test_an_overlay_that_builds_on_itself_ends(tmp_path: Path) -> None:
    many = ", ".join
    files: dict[str, str | bytes] = {
        "a/kustomization.yaml": f"resources: [{many(['../b'] * 400)}]\n",
        "b/kustomization.yaml": f"resources: [{many(['../a'] * 400)}]\n",
        "c/kustomization.yaml": "resources: [../a]\n",
    }
    assert look(made(tmp_path / "r", files)).files


def test_documents_have_a_source(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", {**CHART, **OVERLAYS}))
    paths = {file.path for file in evidence.files}
    assert all(isinstance(item, Document) and item.path in paths for item in evidence.documents)
