package vn.hoi.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** Fills of number and money columns. */
final class NumberFills {

    private NumberFills() {}

    static Fill number(JsonNode node, Scope scope) {
        Bounds bounds = Bounds.parse(node.get("number"), scope);
        long times = node.has("times") ? node.get("times").asLong() : 1;
        return row -> bounds.draw(row) * times;
    }

    static Fill decimal(JsonNode node, Scope scope) {
        Bounds bounds = Bounds.parse(node.get("decimal"), scope);
        int digits = node.has("digits") ? node.get("digits").asInt() : 1;
        return row -> BigDecimal.valueOf(bounds.draw(row)).setScale(digits).add(fraction(row, digits));
    }

    private static BigDecimal fraction(Making row, int digits) {
        return BigDecimal.valueOf(row.random.nextLong(Numbers.POWERS[digits]), digits);
    }

    static Fill shareOf(JsonNode node, Scope scope) {
        Reference whole = Fills.reference(node, "share-of", scope);
        Bounds percent = Bounds.parse(node.get("percent"), scope);
        long step = node.has("step") ? node.get("step").asLong() : 1;
        return row -> whole.of(row) instanceof Long amount ? amount / 100 * percent.draw(row) / step * step : null;
    }

    static Fill minus(JsonNode node, Scope scope) {
        Reference from = scope.getReference(node.get("minus").path(0).asString());
        Reference taken = scope.getReference(node.get("minus").path(1).asString());
        return row -> from.of(row) instanceof Long whole && taken.of(row) instanceof Long part ? whole - part : null;
    }

    static Fill yearOf(JsonNode node, Scope scope) {
        Reference date = Fills.reference(node, "year-of", scope);
        Bounds back = Bounds.parse(node.get("back"), scope);
        return row -> date.of(row) instanceof LocalDate day ? day.getYear() - back.draw(row) : null;
    }
}
