package vn.hoi.register;

import java.util.List;
import java.util.Map;

/**
 * Answers shown once more before what cannot be undone. The template {@code register/answers} draws them; its confirming
 * button sends the same texts with {@code confirmed=yes}, its links back send them with {@code more}.
 *
 * @param title of the page
 * @param warning what follows, in a sentence; empty when nothing but the record
 * @param confirm words of the confirming button
 * @param action where it is sent
 * @param shows columns to be shown, {@code reason} and those every register has among them
 * @param typed text by column id
 * @param kept further fields sent along, such as {@code version} and {@code draft}
 * @param cancel address that leaves everything as it is
 */
public record Answers(
        String title,
        String warning,
        String confirm,
        String action,
        List<String> shows,
        Map<String, String> typed,
        Map<String, String> kept,
        String cancel) {}
