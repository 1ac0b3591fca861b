package vn.hoi.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Nodes in layers, each tied only to nodes of the layers beside its own: in which order they stand so that few ties
 * cross, and where (Sugiyama, Tagawa and Toda, 1981).
 */
final class Layers {

    /** A state, the words of a step, or a point that a long arrow passes. */
    static final class Node {
        final int layer;
        final double width;
        final double height;
        final List<Node> above = new ArrayList<>();
        final List<Node> below = new ArrayList<>();
        double x;
        double y;
        int order;

        Node(int layer, double width, double height) {
            this.layer = layer;
            this.width = width;
            this.height = height;
        }
    }

    private static final int SWEEPS = 24;
    private static final double APART = 18;
    private static final double BETWEEN = 16;

    private final List<List<Node>> layers = new ArrayList<>();

    Node add(int layer, double width, double height) {
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        var node = new Node(layer, width, height);
        layers.get(layer).add(node);
        return node;
    }

    static void tie(Node upper, Node lower) {
        upper.below.add(lower);
        lower.above.add(upper);
    }

    /** Gives every node its place; the smallest left edge and top are 0. */
    void place() {
        number();
        order();
        for (List<Node> layer : layers) {
            double x = 0;
            for (Node node : layer) {
                node.x = x + node.width / 2;
                x += node.width + APART;
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int index = 0; index < layers.size(); index++) {
                settle(layers.get(down ? index : layers.size() - 1 - index), down);
            }
        }
        double left = layers.stream()
                .flatMap(List::stream)
                .mapToDouble(node -> node.x - node.width / 2)
                .min()
                .orElse(0);
        double y = 0;
        for (List<Node> layer : layers) {
            double height =
                    layer.stream().mapToDouble(node -> node.height).max().orElse(0);
            for (Node node : layer) {
                node.x -= left;
                node.y = y + height / 2;
            }
            y += height + BETWEEN;
        }
    }

    private void number() {
        for (List<Node> layer : layers) {
            for (int index = 0; index < layer.size(); index++) {
                layer.get(index).order = index;
            }
        }
    }

    /** Each node towards the middle of its neighbours, back and forth; the order with the fewest crossings stays. */
    private void order() {
        List<List<Node>> best = copy();
        int fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int index = 0; index < layers.size(); index++) {
                List<Node> layer = layers.get(down ? index : layers.size() - 1 - index);
                ToDoubleFunction<Node> middle =
                        node -> mean(down ? node.above : node.below, other -> other.order, node.order);
                double[] keys = layer.stream().mapToDouble(middle).toArray();
                List<Node> sorted = new ArrayList<>(layer);
                sorted.sort(Comparator.comparingDouble(node -> keys[layer.indexOf(node)]));
                layer.clear();
                layer.addAll(sorted);
                number();
            }
            int now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        for (int index = 0; index < layers.size(); index++) {
            layers.set(index, best.get(index));
        }
        number();
    }

    private List<List<Node>> copy() {
        List<List<Node>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    /** How many pairs of ties cross. */
    int crossings() {
        int all = 0;
        for (List<Node> layer : layers) {
            for (int left = 0; left < layer.size(); left++) {
                for (int right = left + 1; right < layer.size(); right++) {
                    for (Node one : layer.get(left).below) {
                        for (Node other : layer.get(right).below) {
                            all += one.order > other.order ? 1 : 0;
                        }
                    }
                }
            }
        }
        return all;
    }

    private static double mean(List<Node> nodes, ToDoubleFunction<Node> value, double otherwise) {
        return nodes.stream().mapToDouble(value).average().orElse(otherwise);
    }

    private static void settle(List<Node> layer, boolean down) {
        double[] wanted = new double[layer.size()];
        double[] after = new double[layer.size()];
        for (int index = 0; index < layer.size(); index++) {
            Node node = layer.get(index);
            List<Node> near = down ? node.above : node.below;
            wanted[index] = mean(near, other -> other.x, node.x);
            if (index > 0) {
                Node before = layer.get(index - 1);
                after[index] = after[index - 1] + (before.width + node.width) / 2 + APART;
            }
        }
        double[] places = Ordered.places(wanted, after);
        for (int index = 0; index < layer.size(); index++) {
            layer.get(index).x = places[index];
        }
    }
}
