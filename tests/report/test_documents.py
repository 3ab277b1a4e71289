"""Report's documents, read by parsers that are not ours: test_documents.py SAMPLES."""
import html.parser
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
SVG_ELEMENTS = set("svg title desc style g polyline polygon circle rect text tspan".split())
SVG_ATTRIBUTES = set(
    "class role width height viewBox font-family font-size font-weight fill stroke "
    "stroke-width stroke-linejoin stroke-dasharray points cx cy r x y dy transform "
    "text-anchor".split()
)
HTML_ELEMENTS = SVG_ELEMENTS | set(
    "html head meta body h1 h2 p dl div dt dd b span sup small ul li code figure figcaption "
    "table caption thead tbody tr th td details summary pre footer".split()
)
HTML_ATTRIBUTES = {a.lower() for a in SVG_ATTRIBUTES} | set(
    "xmlns lang charset http-equiv content name scope style".split()
)
VOID = {"meta"}


class Page(html.parser.HTMLParser):
    """Collects what a page is made of, and checks that its tags nest."""

    def __init__(self):
        super().__init__()
        self.elements, self.attributes = set(), set()
        self.values, self.open, self.faults = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.values += [value for name, value in attrs if name != "xmlns"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_comment(self, data):
        self.faults.append(f"comment at {self.getpos()}")


class Documents(unittest.TestCase):
    """Every sample, sound, degenerate and hostile."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([SAMPLES, cls.folder.name], check=True)
        cls.files = sorted(pathlib.Path(cls.folder.name).iterdir())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def of_type(self, suffix):
        found = [path for path in self.files if path.suffix == suffix]
        self.assertGreater(len(found), 10)
        return found

    def test_figures_are_well_formed_and_of_known_parts(self):
        """Goal: strict XML, with no element or attribute but those of a drawing. Why: an SVG
        that does not parse shows nothing, and one that holds a script is a hole."""
        for path in self.of_type(".svg"):
            with self.subTest(path.name):
                root = tree.fromstring(path.read_bytes())
                self.assertEqual(root.tag, SVG + "svg")
                first = [element.tag.removeprefix(SVG) for element in root][:3]
                self.assertEqual(first, ["title", "desc", "style"])
                for element in root.iter():
                    self.assertIn(element.tag.removeprefix(SVG), SVG_ELEMENTS)
                    self.assertLessEqual(set(element.attrib), SVG_ATTRIBUTES)

    def test_figures_stay_on_their_paper(self):
        """Goal: every point lies within the view box. Why: what lies outside is not seen."""
        for path in self.of_type(".svg"):
            with self.subTest(path.name):
                root = tree.fromstring(path.read_bytes())
                width, height = (float(n) for n in root.get("viewBox").split()[2:])
                for line in root.iter(SVG + "polyline"):
                    for point in line.get("points").split():
                        x, y = (float(n) for n in point.split(","))
                        self.assertTrue(0 <= x <= width and 0 <= y <= height, point)

    def test_pages_nest_and_are_of_known_parts(self):
        """Goal: tags nest, and there is no element or attribute that could run or load
        anything. Why: a page is opened by people who did not write its recipe."""
        for path in self.of_type(".html"):
            with self.subTest(path.name):
                page = Page()
                page.feed(path.read_text(encoding="utf-8"))
                page.close()
                self.assertEqual(page.faults, [])
                self.assertEqual(page.open, [])
                self.assertLessEqual(page.elements, HTML_ELEMENTS)
                self.assertLessEqual(page.attributes, HTML_ATTRIBUTES)
                for value in page.values:
                    self.assertNotIn("//", value or "")

    def test_nothing_outside_is_named(self):
        """Goal: no address but the namespace, no @import, no url(). Why: it works offline and
        tells nobody that it was opened."""
        for path in self.files:
            text = path.read_text(encoding="utf-8")
            with self.subTest(path.name):
                known = ("http://www.w3.org/2000/svg", "http-equiv")
                self.assertEqual(text.count("http"), sum(text.count(name) for name in known))
                self.assertNotIn("@import", text)
                self.assertNotIn("url(", text)


if __name__ == "__main__":
    SAMPLES = sys.argv.pop()
    unittest.main()
