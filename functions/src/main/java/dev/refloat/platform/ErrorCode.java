package dev.refloat.platform;

/**
 * The error catalogue: the code in the body and the HTTP status of every refusal.
 *
 * <p>Codes below 96100 are those that the Zilliz Cloud control plane documents; 96101 to 96199 are
 * our own, for what it documents no code for. A code is never reused for another meaning.
 */
public enum ErrorCode {
  KEY_ILLEGAL(21119, 401),
  CU_SIZE_NOT_POSITIVE(96002, 400),
  PROJECT_ID_MALFORMED(96005, 400),
  TIMESTAMP_MALFORMED(96007, 400),
  PAGE_SIZE_OUT_OF_RANGE(96008, 400),
  CURRENT_PAGE_MALFORMED(96009, 400),
  CLUSTER_NAME_MALFORMED(96010, 400),
  PROJECT_OF_ANOTHER_ORGANIZATION(96012, 403),
  PROJECT_PRIVILEGE_MISSING(96013, 403),
  CLUSTER_OF_ANOTHER_ORGANIZATION(96014, 403),
  CLUSTER_PRIVILEGE_MISSING(96015, 403),
  CLUSTER_OUT_OF_KEY_SCOPE(96016, 403),
  CLUSTER_NAME_TAKEN(96017, 409),
  CLUSTER_NOT_FOUND(96018, 404),
  CU_SIZE_UNKNOWN(96023, 400),
  CLUSTER_ID_EMPTY(96025, 400),
  JOB_NOT_FOUND(96026, 404),
  PROJECT_OUT_OF_KEY_SCOPE(96027, 403),
  BACKUP_TYPE_UNKNOWN(96029, 400),
  CREATION_METHOD_UNKNOWN(96030, 400),
  COLLECTION_STATUS_UNKNOWN(96031, 400),
  TIME_RANGE_MALFORMED(96035, 400),
  CLUSTER_ID_MALFORMED(96036, 400),
  DESTINATION_STATUS_UNKNOWN(96037, 400),
  COLLECTION_RESTORE_FAILED(96039, 500),
  CLUSTER_RESTORE_FAILED(96040, 500),

  BACKUP_NOT_FOUND(96101, 404),
  BACKUP_NOT_AVAILABLE(96102, 409),
  BACKUP_TYPE_WRONG(96103, 400),
  COLLECTION_NOT_IN_BACKUP(96104, 404),
  DESTINATION_EXISTS(96105, 409),
  DESTINATION_TWICE(96106, 400),
  VERSION_POLICY_NOT_OFFERED(96107, 400),
  JOB_NOT_CANCELLABLE(96108, 409),
  BODY_MALFORMED(96109, 400),
  FIELD_UNKNOWN(96110, 400),
  FIELD_MISSING(96111, 400),
  FIELD_MALFORMED(96112, 400),
  /** The backup's files do not fit its meta, or the meta does not fit itself. */
  BACKUP_DAMAGED(96113, 409),
  /** Written by a version, or in a format, that cannot be restored yet. */
  BACKUP_UNSUPPORTED(96114, 400),
  BACKUP_URI_MALFORMED(96115, 400),
  BACKUP_IN_USE(96116, 409),
  SOURCE_CHANGED(96117, 409),
  VERIFICATION_FAILED(96118, 500),
  PROJECT_NOT_FOUND(96119, 404),
  /** A restore is still making the cluster, or restores into it. */
  CLUSTER_IN_USE(96120, 409),
  CLUSTER_NOT_RUNNING(96121, 409),
  /** The same key came with another request. */
  IDEMPOTENCY_KEY_REUSED(96122, 409),
  IDEMPOTENCY_KEY_MALFORMED(96123, 400),
  PARAMETER_UNKNOWN(96124, 400),
  API_KEY_NOT_FOUND(96125, 404),
  ROLE_NOT_FOUND(96126, 404),
  ROLE_NAME_TAKEN(96127, 409),
  /** Without an owner's key nobody could make keys any more. */
  LAST_OWNER_KEY(96128, 409),
  VERIFY_UNKNOWN(96129, 400),
  JOB_NOT_RETRYABLE(96130, 409),
  RBAC_NOT_IN_BACKUP(96141, 400),
  /** The cluster has users or roles of the same names. */
  RBAC_EXISTS(96142, 409),
  EXPORT_TOO_LARGE(96143, 400),
  /** The files of a restored cluster are not those that its catalogue knows. */
  CLUSTER_FILES_DAMAGED(96144, 409),
  PLAN_NOT_FOUND(96145, 404),
  /** The plan was made for another request. */
  PLAN_DIFFERS(96146, 400),
  PLAN_NOT_USABLE(96147, 409),
  /** What the plan was made of is not there as it was. */
  PLAN_OUTDATED(96148, 409),
  TRIGGER_NOT_FOUND(96150, 404),
  TRIGGER_NAME_TAKEN(96151, 409),
  /** What the trigger restores would fire it again. */
  TRIGGER_LOOP(96152, 400),
  /** A newer one took the place of a firing that waited, or the trigger was deleted. */
  FIRING_SUPERSEDED(96153, 409),
  ROUTE_NOT_FOUND(96190, 404),
  BODY_TOO_LARGE(96191, 413),
  TOO_MANY_REQUESTS(96192, 429),
  INTERNAL(96199, 500);

  private final int code;
  private final int status;

  ErrorCode(int code, int status) {
    this.code = code;
    this.status = status;
  }

  public int code() {
    return code;
  }

  public int status() {
    return status;
  }
}
