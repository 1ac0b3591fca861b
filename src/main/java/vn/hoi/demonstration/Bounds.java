package vn.hoi.demonstration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A range of whole numbers, {@code 3..10}, either end a number or the name of a column that holds one. */
record Bounds(
        long least,
        @Nullable Reference leastFrom,
        long most,
        @Nullable Reference mostFrom) {

    static Bounds parse(@Nullable JsonNode node, Scope scope) {
        if (node == null) {
            throw new IllegalArgumentException("A number or range like 3..10 is missing");
        }
        String text = node.asString();
        int dots = text.indexOf("..");
        String first = dots < 0 ? text : text.substring(0, dots);
        String last = dots < 0 ? text : text.substring(dots + 2);
        return new Bounds(number(first), source(first, scope), number(last), source(last, scope));
    }

    long draw(Making row) {
        long from = leastFrom == null ? least : number(leastFrom, row);
        long to = mostFrom == null ? most : number(mostFrom, row);
        return to <= from ? from : row.random.nextLong(from, to + 1);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+");
    }

    private static long number(String text) {
        return isNumber(text) ? Long.parseLong(text) : 0;
    }

    private static @Nullable Reference source(String text, Scope scope) {
        return isNumber(text) ? null : scope.getReference(text);
    }

    private static long number(Reference from, Making row) {
        return from.of(row) instanceof Long number ? number : 0;
    }
}
