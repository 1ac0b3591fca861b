package vn.hoi.common;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whom a route answers. Every route carries it; a route without it stops the start. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Access {

    Level value();

    /** Name of the path variable that holds the register, for {@link Level#READ} and {@link Level#WRITE}. */
    String register() default "id";

    /** The register itself, for routes of one register only. */
    String of() default "";

    /** Who is let in; what of it they then see is for {@link Rights}. */
    enum Level {
        /** Anybody, unknown callers too. */
        PUBLIC,
        /** Whoever is signed in. */
        SIGNED_IN,
        /** Whoever may open some records of the register in the address. */
        READ,
        /** Whoever may add and change some records of the register in the address. */
        WRITE,
        /** Whoever holds {@link Power#CALLS}. */
        CALLS,
        /** Whoever holds {@link Power#REPORT}. */
        REPORT,
        /** Whoever holds {@link Power#PLAN}. */
        PLAN,
        /** Whoever holds {@link Power#SEAL}. */
        SEAL,
        /** Whoever holds {@link Power#AUDIT}. */
        AUDIT,
        /** Whoever holds {@link Power#ADMINISTER}. */
        ADMINISTER
    }
}
