package vn.hoi.document;

/**
 * Who issues a document, where its template does not say so itself. Names are written as in a sentence («Sở Khoa học và
 * Công nghệ»); the layout puts them in capitals.
 *
 * @param superior the body above, such as «Ủy ban nhân dân tỉnh Lạng Sơn»; empty where there is none to name
 * @param issuer the body that issues
 * @param place the place named before the date, such as «Lạng Sơn»
 */
public record Letterhead(String superior, String issuer, String place) {}
