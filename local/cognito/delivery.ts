/** Where a code went, with the address made unreadable to anyone who does not know it. */
export interface Delivery {
  readonly AttributeName: "email";
  readonly DeliveryMedium: "EMAIL";
  readonly Destination: string;
}

/** Also answers for names nobody has, so that the answer tells nobody who exists. */
export function maskedDelivery(email: string): Delivery {
  const [name = "", domain = ""] = email.toLowerCase().split("@");
  return {
    AttributeName: "email",
    DeliveryMedium: "EMAIL",
    Destination: `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`,
  };
}
