/** The program: {@link vn.hoi.Hoi} reads the command; the modules stand in one line, see ARCHITECTURE.md. */
@org.jspecify.annotations.NullMarked
package vn.hoi;
