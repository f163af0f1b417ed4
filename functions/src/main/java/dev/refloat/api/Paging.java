package dev.refloat.api;

import java.util.List;

/**
 * Which page of a list is asked for.
 *
 * @param pageSize 1 to 100
 * @param currentPage from 1
 */
record Paging(int pageSize, int currentPage) {
  /** Items that come before this page. */
  long skipped() {
    return (currentPage - 1L) * pageSize;
  }

  /** The items of this page; none beyond the end. */
  <T> List<T> slice(List<T> all) {
    return all.stream().skip(skipped()).limit(pageSize).toList();
  }
}
