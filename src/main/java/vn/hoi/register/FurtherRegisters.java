package vn.hoi.register;

import java.util.List;

/**
 * Declarations kept elsewhere than in files, added while the program runs. Asked again and again, so that every node knows
 * what any node has declared: {@link #revision()} must be quick, and must count up in the order in which declarations are
 * committed (the lock that {@link RegisterDeclaring} holds gives that order).
 */
public interface FurtherRegisters {

    /**
     * One declaration.
     *
     * @param revision when it came into force, among all
     * @param id of the register
     * @param field id of the field it belongs to
     * @param yaml as a file of {@code fields/<field>/registers/} would hold it
     */
    record Declared(long revision, String id, String field, String yaml) {}

    /** The newest revision that is committed; 0 when there is none. */
    long revision();

    /** Declarations that came into force after this revision, oldest first. */
    List<Declared> since(long revision);
}
