/**
 * Owns the layout of official documents (Decree 30/2020/NĐ-CP) as DOCX, PDF and HTML, and the templates that people
 * edit: CommonMark with logic-less tags.
 *
 * <p>Offers {@link vn.hoi.document.Template}, {@link vn.hoi.document.OfficialDocument},
 * {@link vn.hoi.document.Documents} and {@link vn.hoi.document.QrCode}. Refuses a tag no value was given for, a value that would become markup, and to
 * fetch anything while it draws a page. Knows no register and no province: values come as ready strings.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "document",
        allowedDependencies = {"common"})
package vn.hoi.document;
