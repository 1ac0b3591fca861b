package vn.hoi.plan;

/**
 * A number that was typed.
 *
 * @param typed as it stands in the text
 * @param figure that says the same, or something else of the same
 * @param equal whether both are the same number
 */
public record TypedNumber(String typed, CitedFigure figure, boolean equal) {}
