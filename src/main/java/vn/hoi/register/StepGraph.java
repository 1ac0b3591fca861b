package vn.hoi.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.hoi.common.Ui;

/** One version of a register's steps as a drawing: states as boxes, steps as arrows that carry their names. */
public final class StepGraph {

    /** A state at its place; its middle is {@code x}, its top {@code y}, in pixels. */
    public record Box(State state, boolean first, int x, int y, int width, int height, List<Text> lines) {
        public int left() {
            return x - width / 2;
        }
    }

    /** A line of words by its middle and its base line. */
    public record Text(int x, int y, String words, boolean step) {}

    /** A path of SVG. @param back whether its point is at its beginning */
    public record Arrow(String path, boolean back) {}

    private static final int MARGIN = 12;
    private static final int LINE = 17;
    private static final int STEP_LINE = 15;
    private static final double LETTER = 7.9;
    private static final double STEP_LETTER = 6.9;
    private static final int WRAP = 18;
    private static final double POINT = 6;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Text> labels = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private int width;
    private int height;

    /** All steps from one state to another are one arrow. */
    private record Way(String from, String to, List<String> names) {}

    /** An arrow's course from its upper state down to its lower one. */
    private record Course(Way way, boolean back, List<Layers.Node> nodes, Layers.Node label) {}

    private StepGraph() {}

    public List<Box> boxes() {
        return boxes;
    }

    public List<Text> labels() {
        return labels;
    }

    public List<Arrow> arrows() {
        return arrows;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Draws a version; states that none of its steps touches are left out. */
    public static StepGraph of(Ui ui, Register register, Lifecycle version) {
        var graph = new StepGraph();
        Map<String, Way> ways = new LinkedHashMap<>();
        Map<String, List<String>> loops = new HashMap<>();
        for (Step step : version.steps()) {
            for (String from : step.from()) {
                if (from.equals(step.to())) {
                    loops.computeIfAbsent(from, key -> new ArrayList<>()).add("↻ " + ui.l(step.name()));
                } else {
                    ways.computeIfAbsent(from + " " + step.to(), key -> new Way(from, step.to(), new ArrayList<>()))
                            .names()
                            .add(ui.l(step.name()));
                }
            }
        }
        List<State> states = register.states().stream()
                .filter(state -> loops.containsKey(state.id())
                        || ways.values().stream()
                                .anyMatch(way -> way.from().equals(state.id())
                                        || way.to().equals(state.id())))
                .toList();
        graph.draw(ui, states, List.copyOf(ways.values()), loops);
        return graph;
    }

    private void draw(Ui ui, List<State> states, List<Way> ways, Map<String, List<String>> loops) {
        if (states.isEmpty()) {
            return;
        }
        Map<String, Integer> ranks = ranks(states, ways);
        var layers = new Layers();
        Map<String, Layers.Node> nodes = new HashMap<>();
        Map<String, List<String>> words = new HashMap<>();
        for (State state : states) {
            List<String> lines = wrap(ui.l(state.name()));
            List<String> own = loops.getOrDefault(state.id(), List.of());
            words.put(state.id(), lines);
            double wide = Math.max(longest(lines) * LETTER, longest(own) * STEP_LETTER);
            nodes.put(
                    state.id(),
                    layers.add(
                            2 * ranks.getOrDefault(state.id(), 0),
                            Math.max(96, wide + 26),
                            lines.size() * LINE + own.size() * STEP_LINE + 18));
        }
        List<Course> courses =
                ways.stream().map(way -> course(layers, way, nodes, ranks)).toList();
        layers.place();
        for (State state : states) {
            box(
                    state,
                    state == states.getFirst(),
                    Objects.requireNonNull(nodes.get(state.id())),
                    words.getOrDefault(state.id(), List.of()),
                    loops);
        }
        courses.forEach(course -> arrow(course, courses));
        width += 2 * MARGIN;
        height += 2 * MARGIN;
    }

    private static int longest(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    /** How far down each state stands: below all that lead to it, but for ways back. */
    private static Map<String, Integer> ranks(List<State> states, List<Way> ways) {
        Set<Way> back = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (State state : states) {
            findBack(state.id(), ways, new HashSet<>(), done, back);
        }
        Map<String, Integer> ranks = new HashMap<>();
        states.forEach(state -> ranks.put(state.id(), 0));
        for (int round = 0; round < states.size(); round++) {
            for (Way way : ways) {
                if (!back.contains(way)) {
                    ranks.merge(way.to(), ranks.getOrDefault(way.from(), 0) + 1, Math::max);
                }
            }
        }
        return ranks;
    }

    private static void findBack(String state, List<Way> ways, Set<String> open, Set<String> done, Set<Way> back) {
        if (!done.add(state)) {
            return;
        }
        open.add(state);
        for (Way way : ways) {
            if (way.from().equals(state)) {
                if (open.contains(way.to())) {
                    back.add(way);
                } else {
                    findBack(way.to(), ways, open, done, back);
                }
            }
        }
        open.remove(state);
    }

    private static Course course(Layers layers, Way way, Map<String, Layers.Node> nodes, Map<String, Integer> ranks) {
        boolean back = ranks.getOrDefault(way.from(), 0) > ranks.getOrDefault(way.to(), 0);
        Layers.Node upper = Objects.requireNonNull(nodes.get(back ? way.to() : way.from()));
        Layers.Node lower = Objects.requireNonNull(nodes.get(back ? way.from() : way.to()));
        List<String> lines =
                way.names().stream().flatMap(name -> wrap(name).stream()).toList();
        // its words stand beside the state it leaves
        int at = back ? lower.layer - 1 : upper.layer + 1;
        List<Layers.Node> course = new ArrayList<>(List.of(upper));
        Layers.Node label = upper;
        for (int layer = upper.layer + 1; layer < lower.layer; layer++) {
            boolean words = layer == at;
            Layers.Node node = words
                    ? layers.add(layer, longest(lines) * STEP_LETTER + 6, lines.size() * STEP_LINE + 26)
                    : layers.add(layer, 2, 0);
            Layers.tie(course.getLast(), node);
            course.add(node);
            label = words ? node : label;
        }
        Layers.tie(course.getLast(), lower);
        course.add(lower);
        return new Course(way, back, course, label);
    }

    private void box(
            State state, boolean first, Layers.Node node, List<String> lines, Map<String, List<String>> loops) {
        int x = (int) Math.round(node.x) + MARGIN;
        int y = (int) Math.round(node.y - node.height / 2) + MARGIN;
        List<Text> texts = new ArrayList<>();
        int base = y + 9 + LINE - 4;
        for (String line : lines) {
            texts.add(new Text(x, base, line, false));
            base += LINE;
        }
        for (String loop : loops.getOrDefault(state.id(), List.of())) {
            texts.add(new Text(x, base - 1, loop, true));
            base += STEP_LINE;
        }
        boxes.add(new Box(state, first, x, y, (int) node.width, (int) node.height, texts));
        width = Math.max(width, x + (int) node.width / 2 - MARGIN);
        height = Math.max(height, y + (int) node.height - MARGIN);
    }

    private void arrow(Course course, List<Course> all) {
        List<Layers.Node> nodes = course.nodes();
        var path = new StringBuilder();
        double fromX = port(course, all, true);
        double fromY = nodes.getFirst().y + nodes.getFirst().height / 2 + (course.back() ? POINT : 0);
        path.append("M").append(point(fromX, fromY));
        for (int index = 1; index < nodes.size(); index++) {
            Layers.Node node = nodes.get(index);
            boolean last = index == nodes.size() - 1;
            double x = last ? port(course, all, false) : node.x;
            double y = node.y - node.height / 2 - (last && !course.back() ? POINT : 0);
            double half = (fromY + y) / 2;
            path.append("C")
                    .append(point(fromX, half))
                    .append(' ')
                    .append(point(x, half))
                    .append(' ')
                    .append(point(x, y));
            fromX = x;
            fromY = last ? y : node.y + node.height / 2;
            if (!last && node.height > 0) {
                path.append("L").append(point(fromX, fromY));
            }
        }
        arrows.add(new Arrow(path.toString(), course.back()));
        List<String> lines = course.way().names().stream()
                .flatMap(name -> wrap(name).stream())
                .toList();
        Layers.Node label = course.label();
        double base = label.y - lines.size() * STEP_LINE / 2.0 + STEP_LINE - 4 + MARGIN;
        for (String line : lines) {
            labels.add(new Text((int) Math.round(label.x) + MARGIN, (int) Math.round(base), line, true));
            base += STEP_LINE;
        }
        width = Math.max(width, (int) Math.round(label.x + label.width / 2));
    }

    /** Arrows leave and reach a box side by side, in the order of where they come from. */
    private static double port(Course course, List<Course> all, boolean upper) {
        Layers.Node box = upper ? course.nodes().getFirst() : course.nodes().getLast();
        List<Course> same = all.stream()
                .filter(other ->
                        (upper ? other.nodes().getFirst() : other.nodes().getLast()) == box)
                .sorted(Comparator.comparingDouble(
                        other -> other.nodes().get(upper ? 1 : other.nodes().size() - 2).x))
                .toList();
        double apart = Math.min(22, 0.8 * box.width / same.size());
        return box.x + (same.indexOf(course) - (same.size() - 1) / 2.0) * apart;
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x + MARGIN, y + MARGIN);
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WRAP) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
